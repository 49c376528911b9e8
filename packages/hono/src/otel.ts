// `export *` is right here, as in the index: @vzaps/core/otel is a short list that all adapters share.
export * from '@vzaps/core/otel';
