export { markEvent } from './mark-event.ts';
export { type Delivery, type Traffic, traffic } from './traffic.ts';
