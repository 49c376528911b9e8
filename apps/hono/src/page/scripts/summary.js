/** @typedef {import('../../feed/entry.ts').Entry} Entry */
/** @typedef {import('@vzaps/core/events').VZapsEvent} VZapsEvent */

/**
 * Describes an event in one line.
 *
 * @param {Entry} entry
 */
export function summarize({ typed, reason }) {
  const text = (typed && describe(/** @type {VZapsEvent} */ (typed))) || reason || '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {VZapsEvent} event @returns {string} */
function describe(event) {
  switch (event.type) {
    case 'Message': {
      const sender = event.fromMe ? 'You' : (event.pushName ?? nameOf(event));
      const content = event.text || event.content.kind;
      return `${sender}: ${event.media ? `${event.media.kind}${event.text ? `, ${event.text}` : ''}` : content}`;
    }
    case 'ReadReceipt': {
      const count = event.messageIds.length;
      return `${event.state}: ${count} ${count === 1 ? 'message' : 'messages'}, ${nameOf(event)}`;
    }
    case 'Presence':
      return `${nameOf(event)} is ${event.online ? 'online' : 'offline'}`;
    case 'ChatPresence':
      return `${nameOf(event)}: ${event.state}`;
    case 'GroupParticipantsAdd':
      return `${event.participants.map(nameOf).join(', ')} joined ${event.chat}`;
    case 'GroupParticipantsRemove':
      return `${event.participants.map(nameOf).join(', ')} left ${event.chat}`;
    case 'HistorySync':
      return `${event.conversations.length} conversations${event.progress === undefined ? '' : `, ${event.progress} %`}`;
    case 'Connected':
      return 'The number is connected';
    case 'Disconnected':
      return 'The number is disconnected';
    default:
      return '';
  }
}

/** @param {{ phone?: string, sender?: string, jid?: string }} person */
function nameOf({ phone, sender, jid }) {
  return phone ? `+${phone}` : (sender ?? jid ?? 'unknown sender');
}
