// One measurement by autocannon, in a process of its own: what to do is in a file, the figures go to stdout.
import fs from 'node:fs';
import autocannon from 'autocannon';

const { url, token, bodies, seconds, connections } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const requests = bodies.map((body) => ({ body }));
let clients = 0;
const cpuAtStart = process.cpuUsage();
const startedMs = performance.now();
const result = await autocannon({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  connections,
  duration: seconds,
  // Each connection has requests of its own, or all of them would ask for the same rows at the same time.
  setupClient: (client) => {
    const mine = clients++;
    client.setRequests(requests.filter((_, index) => index % connections === mine));
  },
});
const cpu = process.cpuUsage(cpuAtStart);
const figures = {
  perSecond: result['2xx'] / result.duration,
  failures: result.non2xx + result.errors + result.timeouts,
  p50: result.latency.p50,
  p99: result.latency.p99,
  ownCpu: (cpu.user + cpu.system) / 1000 / (performance.now() - startedMs),
};
process.stdout.write(JSON.stringify(figures));
