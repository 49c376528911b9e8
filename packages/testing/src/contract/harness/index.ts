export { contractServer } from './contract-server.ts';
export type {
  HandlerName,
  InboxName,
  RecordedEvent,
  RecordedOutcome,
  ScenarioReport,
  ScenarioSetup,
  StoreName,
  VerifierName,
} from './scenario-setup.ts';
