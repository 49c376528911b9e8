export { createInspector, type Inspector } from './create-inspector.ts';
export type { NodeHandler, NodeRequest, NodeResponse } from './http/node-handler.ts';
export type { InspectorClient, InspectorInbox, InspectorLimit, InspectorOptions } from './options.ts';
export type { RecordInfo } from './records/create-entry.ts';
