import { type BuildContent, oneof } from './node.ts';

export const buttonReply: BuildContent = ({ text = 'Yes', buttonId = 'yes', variant, params }) => {
  switch (variant) {
    case 'template':
      return { templateButtonReplyMessage: { selectedID: buttonId, selectedDisplayText: text, selectedIndex: 0 } };
    case 'quickReply':
      return nativeFlowReply('quick_reply', text, { id: buttonId, ...params });
    case 'flow':
      return nativeFlowReply('galaxy_message', text, params ?? { name: 'Ana', size: 'L', flow_token: 'unused' });
    default:
      return {
        buttonsResponseMessage: {
          selectedButtonID: buttonId,
          type: 1,
          ...oneof('Response', 'SelectedDisplayText', text),
        },
      };
  }
};

function nativeFlowReply(name: string, text: string, params: object) {
  const response = { name, paramsJSON: JSON.stringify(params), version: 3 };
  return {
    interactiveResponseMessage: {
      body: { text, format: 1 },
      ...oneof('InteractiveResponseMessage', 'NativeFlowResponseMessage', response),
    },
  };
}

export const listReply: BuildContent = ({ text = 'Large', buttonId = 'size-l' }) => ({
  listResponseMessage: { title: text, listType: 1, singleSelectReply: { selectedRowID: buttonId } },
});
