// Sees to it, before anything is measured, that both programs do the same work.
import { PLACE_REQUESTS, QUERIES, seededRandom } from './queries.mjs';

const AT_ONCE = 16;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The answer's text; throws where it is not an answer without errors. */
async function ask({ url, token }, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"'))
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/** `count` places in the list of cases, spread at random, each with the cursor either program has for it. */
export async function findPlaces(programs, debtorKeys, count) {
  const random = seededRandom(2);
  const places = [];
  while (places.length < count) {
    const debtorKey = debtorKeys[Math.floor(random() * debtorKeys.length)];
    const place = { key: null, cursor: {} };
    for (const [name, program] of Object.entries(programs)) {
      const answer = JSON.parse(await ask(program, JSON.stringify(PLACE_REQUESTS[name](debtorKey))));
      const [edge] = answer.data.list.edges;
      place.key = edge.node.id.match(UUID)[0];
      place.cursor[name] = edge.cursor;
    }
    places.push(place);
  }
  return places;
}

/**
 * Sends every request once to both programs and compares the keys in the answers, one by one and in order. Gives, by
 * query, the mean number of rows and, by program, the mean size of an answer in bytes; throws at the first difference.
 */
export async function checkSameRows(programs, bodies) {
  const names = Object.keys(programs);
  const sizes = {};
  for (const query of QUERIES) {
    const requests = bodies[names[0]][query].length;
    const total = { rows: 0, bytes: Object.fromEntries(names.map((name) => [name, 0])) };
    const compare = async (index) => {
      const answers = await Promise.all(names.map((name) => ask(programs[name], bodies[name][query][index])));
      const [keys, ...others] = answers.map((text) => text.match(UUID) ?? []);
      if (keys.length === 0 || others.some((other) => other.join() !== keys.join())) {
        throw new Error(`${query}, request ${index}: the programs answer with different rows`);
      }
      total.rows += keys.length;
      names.forEach((name, which) => (total.bytes[name] += Buffer.byteLength(answers[which])));
    };
    for (let index = 0; index < requests; index += AT_ONCE) {
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, requests - index) }, (_, offset) => compare(index + offset)),
      );
    }
    const bytes = Object.fromEntries(names.map((name) => [name, Math.round(total.bytes[name] / requests)]));
    sizes[query] = { rows: Math.round(total.rows / requests), bytes };
  }
  return sizes;
}
