import { protocol } from './changes.ts';
import { contact, contactsArray } from './contacts.ts';
import type { NodeDefinition } from './define-node.ts';
import { groupInvite } from './group-invite.ts';
import { liveLocation, location } from './location.ts';
import { mediaNode } from './media.ts';
import { poll, pollUpdate } from './poll.ts';
import { reaction } from './reaction.ts';
import { buttonsResponse, interactiveResponse, listResponse, templateButtonReply } from './replies.ts';
import { conversation, extendedText } from './text.ts';

/** Every content node that is read, by its name on the wire. */
export const NODES = new Map<string, NodeDefinition>(
  Object.entries({
    conversation,
    extended_text_message: extendedText,
    image_message: mediaNode('image', '[seen] An image.'),
    video_message: mediaNode('video', '[seen] A video.'),
    ptv_message: mediaNode('video', '[lineage] A round video note.'),
    audio_message: mediaNode('audio', '[seen] A voice message or an audio file.'),
    document_message: mediaNode('document', '[seen] A document.'),
    sticker_message: mediaNode('sticker', '[seen] A sticker.'),
    location_message: location,
    live_location_message: liveLocation,
    contact_message: contact,
    contacts_array_message: contactsArray,
    reaction_message: reaction,
    poll_creation_message: poll,
    poll_creation_message_v2: poll,
    poll_creation_message_v3: poll,
    poll_creation_message_v5: poll,
    poll_update_message: pollUpdate,
    buttons_response_message: buttonsResponse,
    template_button_reply_message: templateButtonReply,
    interactive_response_message: interactiveResponse,
    list_response_message: listResponse,
    protocol_message: protocol,
    group_invite_message: groupInvite,
  }),
);

/** What travels beside the content and says nothing by itself. */
export const COMPANIONS: ReadonlySet<string> = new Set(['message_context_info', 'sender_key_distribution_message']);
