// `export *` is right here, as in the index: @vzaps/core/realtime is an explicit list that all adapters share.
export * from '@vzaps/core/realtime';
