import { OWN } from '../identities/people.ts';
import type { MessageSampleOptions } from '../options/message-options.ts';
import { mediaNode } from './media-node.ts';
import { type BuildContent, type Node, oneof } from './node.ts';

type Button = NonNullable<MessageSampleOptions['buttons']>[number];

const BUTTONS: readonly Button[] = [
  { id: 'yes', text: 'Yes' },
  { id: 'no', text: 'No' },
];
const ROWS = [
  { id: 'size-m', title: 'Medium' },
  { id: 'size-l', title: 'Large', description: 'For two people' },
];
const OWN_NUMBER = OWN.replace(/:\d+@/, '@');

export const template: BuildContent = (options) => {
  const { text = 'Your order 4711 is on its way', title = 'Our shop', footer = 'Reply STOP to end', variant } = options;
  const { buttons = BUTTONS } = options;
  const templateID = '100000000000001';
  if (variant === 'interactive') {
    const inner = interactiveNode({ ...options, text, title, footer, buttons });
    return { templateMessage: { ...oneof('Format', 'InteractiveMessageTemplate', inner), templateID } };
  }
  const filled = {
    ...oneof('Title', 'HydratedTitleText', title),
    hydratedContentText: text,
    hydratedFooterText: footer,
    hydratedButtons: buttons.map((button, index) => ({
      index,
      ...oneof('HydratedButton', 'QuickReplyButton', { displayText: button.text, ID: button.id }),
    })),
    templateID,
  };
  if (variant === 'hydrated') return { templateMessage: { hydratedTemplate: filled, templateID } };
  return { templateMessage: { ...oneof('Format', 'HydratedFourRowTemplate', filled), templateID } };
};

export const interactive: BuildContent = (options) => {
  const { text = 'How can we help?', title = 'Our shop', footer = 'Open until 18:00', variant } = options;
  const { buttons = BUTTONS, rows = ROWS } = options;
  switch (variant) {
    case 'buttons':
      return {
        buttonsMessage: {
          ...oneof('Header', 'Text', title),
          contentText: text,
          footerText: footer,
          headerType: 2,
          buttons: buttons.map((button) => ({
            buttonID: button.id,
            buttonText: { displayText: button.text },
            type: 1,
          })),
        },
      };
    case 'list':
      return {
        listMessage: {
          title,
          description: text,
          buttonText: 'Choose',
          footerText: footer,
          listType: 1,
          sections: [{ title: 'Sizes', rows: rows.map(({ id, ...row }) => ({ rowID: id, ...row })) }],
        },
      };
    case 'carousel': {
      const cards = ['First', 'Second'].map((name) => ({
        header: { title: name, hasMediaAttachment: true, ...oneof('Media', 'ImageMessage', mediaNode('image')) },
        body: { text: `${name} card` },
        ...nativeFlow(buttons),
      }));
      const carousel = oneof('InteractiveMessage', 'CarouselMessage', { cards, messageVersion: 1 });
      return { interactiveMessage: { body: { text }, ...carousel } };
    }
    default:
      return { interactiveMessage: interactiveNode({ ...options, text, title, footer, buttons }) };
  }
};

function interactiveNode({ text, title, footer, buttons = BUTTONS }: MessageSampleOptions): Node {
  return {
    header: { title, hasMediaAttachment: false },
    body: { text },
    footer: { text: footer },
    ...nativeFlow(buttons),
  };
}

function nativeFlow(buttons: readonly Button[]): Node {
  return oneof('InteractiveMessage', 'NativeFlowMessage', {
    buttons: buttons.map(({ id, text }) => ({
      name: 'quick_reply',
      buttonParamsJSON: JSON.stringify({ display_text: text, id }),
    })),
    messageVersion: 1,
  });
}

export const order: BuildContent = ({ text = 'I would like this', order = {} }) => ({
  orderMessage: {
    orderID: order.orderId ?? '998877',
    token: order.token ?? 'AR7g5h3k==',
    itemCount: order.itemCount ?? 2,
    status: 1,
    surface: 1,
    message: text,
    orderTitle: 'Our shop',
    sellerJID: OWN_NUMBER,
    totalAmount1000: order.totalAmount1000 ?? 25_000,
    totalCurrencyCode: order.currency ?? 'BRL',
  },
});

export const product: BuildContent = ({ text = 'Is this available?', product = {} }) => ({
  productMessage: {
    product: {
      productID: product.productId ?? '4711',
      title: product.title ?? 'Mug',
      priceAmount1000: 12_500,
      currencyCode: 'BRL',
      productImageCount: 1,
    },
    body: text,
    businessOwnerJID: OWN_NUMBER,
  },
});

export const album: BuildContent = ({ album = {} }) => ({
  albumMessage: { expectedImageCount: album.images ?? 2, expectedVideoCount: album.videos ?? 1 },
});
