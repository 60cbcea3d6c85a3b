import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { developmentToken, tokenReader } from '../../src/graphql/tokens.js';
import type { Viewer } from '../../src/platform.js';

const SANDBOX = { sandbox: true, oidcIssuer: undefined, secret: Buffer.alloc(32, 1) };
const CREDITOR: Viewer = {
  subject: 'staff@creditor.example',
  roles: ['CREDITOR'],
  creditorId: '00000000-0000-7000-8000-000100000001',
  partnerId: null,
};

test('a development token says who is asking, in a sandbox with the same secret only', async () => {
  const token = await developmentToken(SANDBOX, CREDITOR);
  expect(await tokenReader(SANDBOX)(token)).toEqual({ ...CREDITOR, expiresAtMs: expect.any(Number) as number });
  expect(await tokenReader({ ...SANDBOX, secret: Buffer.alloc(32, 2) })(token)).toBeNull();
  expect(await tokenReader({ ...SANDBOX, sandbox: false })(token)).toBeNull();
});

test.each(['', 'x', 'a.b.c', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
  '%p is no token',
  async (token) => {
    expect(await tokenReader(SANDBOX)(token)).toBeNull();
  },
);

describe('an OIDC issuer', () => {
  let server: Server;
  let issuer = '';
  let sign: (claims: JWTPayload, edit?: (jwt: SignJWT) => SignJWT) => Promise<string>;
  let status = 200;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const key = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
    server = createServer((request, response) => {
      const body = request.url?.includes('well-known') ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: [key] };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sign = (claims, edit = (jwt) => jwt.setExpirationTime('1h')) =>
      edit(
        new SignJWT({ roles: ['AGENT'], ...claims })
          .setProtectedHeader({ alg: 'ES256', kid: 'k' })
          .setIssuer(issuer)
          .setAudience('fordring')
          .setSubject('agent'),
      ).sign(privateKey);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    status = 200;
  });

  const read = (token: string) => tokenReader({ ...SANDBOX, sandbox: false, oidcIssuer: issuer })(token);

  test('is believed', async () => {
    expect(await read(await sign({}))).toMatchObject({ subject: 'agent', roles: ['AGENT'] });
  });

  test.each<[string, (jwt: SignJWT) => SignJWT]>([
    ['without an end', (jwt) => jwt],
    ['past its end', (jwt) => jwt.setExpirationTime('-1s')],
    ['for somebody else', (jwt) => jwt.setExpirationTime('1h').setAudience('other')],
    ['of another issuer', (jwt) => jwt.setExpirationTime('1h').setIssuer('https://other.example')],
  ])('its token %s is refused', async (_name, edit) => {
    expect(await read(await sign({}, edit))).toBeNull();
  });

  test('that cannot be asked is a fault, not a bad token', async () => {
    const token = await sign({});
    status = 503;
    await expect(read(token)).rejects.toThrow('503');
  });
});
