export interface FakeFlags {
  port: number;
  instances: number;
  traffic?: boolean;
  interval: number;
  json?: boolean;
}
