import { samplePayload } from '@vzaps/testing';

const ANA = { pushName: 'Ana', phone: '5511900000001' };
const BRUNO = { pushName: 'Bruno', phone: '5511900000002' };
const CARLA = { pushName: 'Carla', phone: '5511900000003' };
const DAVI = { pushName: 'Davi', phone: '5511900000004' };

/** What the customers of the shop send in the pictures, oldest first. */
export function listPayloads(): Record<string, unknown>[] {
  return [
    samplePayload('Message', { text: 'Hello! Are you open today?', ...ANA }),
    samplePayload('ReadReceipt', { state: 'Read' }),
    samplePayload('Message', { kind: 'image', text: 'Is this the right part?', ...BRUNO }),
    samplePayload('Message', { kind: 'location', ...CARLA }),
    samplePayload('Message', { text: 'Where is order 1042?', ...DAVI }),
    samplePayload('Message', { text: 'Thank you!', ...BRUNO }),
    samplePayload('Presence'),
    samplePayload('Message', { kind: 'buttonReply', text: 'Yes, please', ...ANA }),
    samplePayload('Message', { kind: 'audio', ...CARLA }),
    samplePayload('ReadReceipt', { state: 'Delivered' }),
    samplePayload('Message', { text: 'ping', ...DAVI }),
    samplePayload('Message', { text: 'Can you deliver on Monday?', ...BRUNO }),
  ];
}
