export {
  createResponseParser,
  type HttpResponse,
  type ResponseParser,
  type ResponseParserOptions,
} from './response-parser.ts';
