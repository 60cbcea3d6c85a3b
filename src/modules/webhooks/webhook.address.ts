import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** What a name means right now: IP addresses as text. Rejects where it means nothing. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** The names of the machine's own resolver. */
export const resolveName: ResolveName = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** Where webhooks may go besides public addresses, and how names are looked up. */
export interface WebhookAccess {
  readonly resolve: ResolveName;
  /** Endpoints on this machine, over http too. For trying things out: never outside the sandbox. */
  readonly loopback: boolean;
}

/** Reserved, private and shared blocks (RFC 6890 and its registries); anything else of IPv4 is public. */
const NOT_PUBLIC_4 = blocks('ipv4', [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
]); // prettier-ignore

/** Of IPv6 only global unicast is public; mapped and translated IPv4 lies outside of it, and so do local and multicast. */
const PUBLIC_6 = blocks('ipv6', [['2000::', 3]]);
/** Within it: protocol assignments with Teredo, 6to4 (an IPv4 address in disguise), documentation. */
const NOT_PUBLIC_6 = blocks('ipv6', [['2001::', 23], ['2002::', 16], ['2001:db8::', 32], ['3fff::', 20]]); // prettier-ignore

function blocks(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, family);
  return list;
}

const isPublic = (address: string): boolean =>
  isIPv6(address)
    ? PUBLIC_6.check(address, 'ipv6') && !NOT_PUBLIC_6.check(address, 'ipv6')
    : !NOT_PUBLIC_4.check(address, 'ipv4');

const isLoopback = (address: string): boolean => address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);

/** Whether a message may be sent to an IP address. Over http only this machine is reached, and only where that is allowed. */
function mayReach(address: string, protocol: string, { loopback }: WebhookAccess): boolean {
  if (isIP(address) === 0) return false;
  return (loopback && isLoopback(address)) || (protocol === 'https:' && isPublic(address));
}

/** An address that nothing is sent to. */
export class ForbiddenAddress extends Error {}

/** The host of a URL without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * The addresses behind a URL's host, every one of which may be reached; a host that is an address stands for itself. Throws
 * ForbiddenAddress where even one may not: which of them is then connected to is not ours to choose. To be asked when
 * connecting, and what it gives is to be connected to: an answer of the past says nothing about a name.
 */
export async function reachableAddresses(url: URL, access: WebhookAccess): Promise<readonly string[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await access.resolve(host);
  const forbidden = addresses.find((address) => !mayReach(address, url.protocol, access));
  if (forbidden !== undefined)
    throw new ForbiddenAddress(`${host} stands for ${forbidden}, which is not a public address`);
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  return addresses;
}

const LONGEST_URL = 2000;

/** The URL of an endpoint as it is kept; null where it is none: https (http on this machine alone), no credentials, no fragment. */
export function readEndpoint(text: string, access: WebhookAccess): URL | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (access.loopback && url.protocol === 'http:');
  return secure && url.username === '' && url.password === '' && url.hash === '' ? url : null;
}

/** Milliseconds a name may take to be looked up while somebody waits for the answer. */
const LOOKUP_MS = 3000;

/**
 * Whether an endpoint may be taken in. A name that cannot be looked up now may come to mean something: it is checked again at
 * every delivery.
 */
export async function mayBeTakenIn(url: URL, access: WebhookAccess): Promise<boolean> {
  const signal = AbortSignal.timeout(LOOKUP_MS);
  const tooLong = new Promise<true>((resolve) => signal.addEventListener('abort', () => resolve(true), { once: true }));
  const checked = reachableAddresses(url, access).then(
    () => true,
    (error: unknown) => !(error instanceof ForbiddenAddress),
  );
  return Promise.race([checked, tooLong]);
}
