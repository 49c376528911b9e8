import { number, required, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** A product of a catalogue. */
export interface ProductContent {
  kind: 'product';
  /** The id of the product. */
  productId: string;
  /** The name of the product. */
  title?: string;
  /** What the sender wrote to the product. */
  text?: string;
  /** The price in thousandths of the currency: 25000 is 25.00. */
  priceAmount1000?: number;
  /** The ISO 4217 code, for example `BRL`. */
  currency?: string;
}

const shape = requiredObject('[lineage] A product of a catalogue.', {
  product: requiredObject('[lineage] The product.', {
    product_id: required("[lineage] The product's id."),
    title: text('[lineage] The name of the product.'),
    price_amount1000: number('[lineage] The price in thousandths of the currency.'),
    currency_code: text('[lineage] The ISO 4217 code.'),
  }),
  body: text('[lineage] What the sender wrote.'),
  business_owner_jid: text('[lineage] The shop.'),
  ...contextField,
});

export const product: ContentNodes<ProductContent> = {
  product_message: defineNode(shape, ({ product, body }) => {
    return {
      kind: 'product',
      productId: product.product_id,
      ...omitAbsent({
        title: product.title,
        text: body,
        priceAmount1000: parseNumber(product.price_amount1000),
        currency: product.currency_code,
      }),
    };
  }),
};
