import { adapterContract } from '@vzaps/testing';
import { vzapsVerify, vzapsWebhook } from './index.ts';
import { type Express, listen, mountBehind, PATH } from './mounts.fixture.ts';

const keepBytes = (req: object, _res: unknown, bytes: Uint8Array): void => {
  Object.assign(req, { rawBody: bytes });
};

/** Runs the adapter contract on every kind of mount, for one version of Express. */
export function runExpressContract(name: string, express: Express): void {
  const always = { type: () => true };
  adapterContract(name, mountBehind(express));
  adapterContract(
    `${name} in app.post()`,
    (receiver) => {
      const app = express();
      app.post(PATH, vzapsWebhook(receiver));
      return listen(app);
    },
    { methods: 'post' },
  );
  adapterContract(`${name} behind express.json()`, mountBehind(express, express.json()), { kind: 'json' });
  adapterContract(
    `${name} behind express.json() and express.urlencoded()`,
    mountBehind(express, express.json(), express.urlencoded({ extended: true })),
    {
      kind: 'json',
    },
  );
  adapterContract(`${name} behind express.raw()`, mountBehind(express, express.raw(always)), { kind: 'bytes' });
  adapterContract(`${name} behind express.text()`, mountBehind(express, express.text(always)), { kind: 'text' });
  adapterContract(
    `${name} behind express.json({ verify }) that keeps the bytes`,
    mountBehind(express, express.json({ verify: keepBytes })),
    {
      kind: 'json with bytes',
    },
  );
  adapterContract(`${name} in a router under a prefix, in front of express.json()`, (receiver) => {
    const router = express.Router();
    router.use('/vzaps', vzapsWebhook(receiver));
    const app = express();
    app.use('/api/v1', router);
    app.use(express.json());
    return listen(app, '/api/v1/vzaps');
  });
  adapterContract(
    `${name} behind express.urlencoded() alone`,
    mountBehind(express, express.urlencoded({ extended: true })),
  );
  adapterContract(`${name} behind vzapsVerify() and express.json()`, (receiver) => {
    const app = express();
    app.use(vzapsVerify(receiver), express.json());
    app.use(PATH, vzapsWebhook(receiver));
    return listen(app);
  });
}
