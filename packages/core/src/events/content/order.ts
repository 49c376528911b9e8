import { number, required, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A cart that was sent from a catalogue. */
export interface OrderContent {
  kind: 'order';
  /** The id of the order. */
  orderId: string;
  /** The token that reading the items of the order needs. */
  token?: string;
  /** The number of items. */
  itemCount?: number;
  /** What the customer wrote to the order. */
  text?: string;
  /** The name of the shop. */
  title?: string;
  /** The total in thousandths of the currency: 25000 is 25.00. */
  totalAmount1000?: number;
  /** The ISO 4217 code, for example `BRL`. */
  currency?: string;
}

const shape = requiredObject('[lineage] A cart from a catalogue.', {
  order_id: required("[lineage] The order's id."),
  token: text('[lineage] The token that reading the items needs.'),
  item_count: number('[lineage] The number of items.'),
  message: text('[lineage] What the customer wrote.'),
  order_title: text('[lineage] The name of the shop.'),
  total_amount1000: number('[lineage] The total in thousandths of the currency.'),
  total_currency_code: text('[lineage] The ISO 4217 code.'),
  ...contextField,
});

export const order: ContentNodes<OrderContent> = {
  order_message: defineNode(shape, (node) => {
    return {
      kind: 'order',
      orderId: node.order_id,
      ...omitAbsent({
        token: node.token,
        itemCount: parseNumber(node.item_count),
        text: node.message,
        title: node.order_title,
        totalAmount1000: parseNumber(node.total_amount1000),
        currency: node.total_currency_code,
      }),
    };
  }),
};
