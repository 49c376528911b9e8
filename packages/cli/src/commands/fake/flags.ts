export interface FakeFlags {
  port: number;
  instances: number;
  traffic?: boolean;
  interval: number;
  json?: boolean;
  inspect?: boolean;
  /** The port of the inspector. */
  inspectPort?: number;
}
