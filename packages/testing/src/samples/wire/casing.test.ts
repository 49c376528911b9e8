import { expect, it } from 'vitest';
import { samplePayload } from '../index.ts';
import { toSnakeCase } from './casing.ts';

// The examples of names show how VZaps renames. They do not come from the parser.
it.each([
  ['MessageIDs', 'message_i_ds'],
  ['ID', 'id'],
  ['URL', 'url'],
  ['SenderAlt', 'sender_alt'],
  ['IsFromMe', 'is_from_me'],
  ['fileEncSHA256', 'file_enc_sha256'],
  ['JPEGThumbnail', 'jpeg_thumbnail'],
  ['mentionedJID', 'mentioned_jid'],
  ['stanzaID', 'stanza_id'],
  ['selectedRowID', 'selected_row_id'],
  ['IsViewOnceV2', 'is_view_once_v2'],
  ['pollCreationMessageV3', 'poll_creation_message_v3'],
  ['remoteJID', 'remote_jid'],
  ['PTT', 'ptt'],
  ['paramsJSON', 'params_json'],
  ['totalAmount1000', 'total_amount1000'],
  ['nonJIDMentions', 'non_jid_mentions'],
])('toSnakeCase() renames %s to %s as VZaps does', (go, snake) => {
  expect(toSnakeCase(go)).toBe(snake);
});

it('samplePayload() writes a oneof as one more object, as encoding/json of Go does', () => {
  const options = {
    kind: 'buttonReply',
    text: 'Sim',
    buttonId: 'sim',
    messageId: '3EB0',
    timestamp: new Date(0),
  } as const;
  expect(samplePayload('Message', options)).toMatchObject({
    event: {
      message: { buttons_response_message: { selected_button_id: 'sim', response: { selected_display_text: 'Sim' } } },
    },
  });
  expect(samplePayload('Message', { ...options, casing: 'go' })).toMatchObject({
    event: {
      Message: { buttonsResponseMessage: { selectedButtonID: 'sim', Response: { SelectedDisplayText: 'Sim' } } },
    },
  });
  expect(samplePayload('Message', { ...options, oneofs: 'flat' })).toMatchObject({
    event: { message: { buttons_response_message: { selected_button_id: 'sim', selected_display_text: 'Sim' } } },
  });
});

it('samplePayload() writes the oneofs of a native-flow reply and of a template under their Go names', () => {
  const flow = samplePayload('Message', { kind: 'buttonReply', variant: 'quickReply', buttonId: 'a', casing: 'go' });
  expect(flow).toMatchObject({
    event: {
      Message: {
        interactiveResponseMessage: {
          InteractiveResponseMessage: {
            NativeFlowResponseMessage: { name: 'quick_reply', paramsJSON: '{"id":"a"}', version: 3 },
          },
        },
      },
    },
  });
  expect(samplePayload('Message', { kind: 'template', title: 'Loja' })).toMatchObject({
    event: {
      message: {
        template_message: {
          format: {
            hydrated_four_row_template: {
              title: { hydrated_title_text: 'Loja' },
              hydrated_buttons: [{ hydrated_button: { quick_reply_button: { id: 'yes' } } }, {}],
            },
          },
        },
      },
    },
  });
});
