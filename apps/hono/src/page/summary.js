/** @typedef {import('../feed/entry.ts').Entry} Entry */
/** @typedef {import('@vzaps/core/events').VZapsEvent} VZapsEvent */

/**
 * One line about an event, for people.
 *
 * @param {Entry} entry
 */
export function summaryOf({ typed, why }) {
  const said = (typed && sentenceOf(/** @type {VZapsEvent} */ (typed))) || why || '';
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** @param {VZapsEvent} event @returns {string} */
function sentenceOf(event) {
  switch (event.type) {
    case 'Message': {
      const who = event.fromMe ? 'You' : (event.pushName ?? personOf(event));
      const what = event.text || event.content.kind;
      return `${who}: ${event.media ? `${event.media.kind}${event.text ? `, ${event.text}` : ''}` : what}`;
    }
    case 'ReadReceipt': {
      const count = event.messageIds.length;
      return `${event.state}: ${count} ${count === 1 ? 'message' : 'messages'}, ${personOf(event)}`;
    }
    case 'Presence':
      return `${personOf(event)} is ${event.online ? 'online' : 'offline'}`;
    case 'ChatPresence':
      return `${personOf(event)}: ${event.state}`;
    case 'GroupParticipantsAdd':
      return `${event.participants.map(personOf).join(', ')} came to ${event.chat}`;
    case 'GroupParticipantsRemove':
      return `${event.participants.map(personOf).join(', ')} left ${event.chat}`;
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

/** @param {{ phone?: string, sender?: string, jid?: string }} who */
function personOf({ phone, sender, jid }) {
  return phone ? `+${phone}` : (sender ?? jid ?? 'somebody');
}
