// PostGraphile as its documentation sets it up for production, one process..
import './promise-with-resolvers.mjs';
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const [connectionString, poolSize] = process.argv.slice(2);

const preset = {
  extends: [PostGraphileAmberPreset],
  // It would offer to filter and order by indexed columns alone; the list filters by others, too, in both programs.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString,
      schemas: ['public'],
      poolConfig: { max: Number(poolSize), options: '-c plan_cache_mode=force_generic_plan' },
    }),
  ],
  grafserv: { graphiql: false, watch: false, websockets: false },
  grafast: { explain: false },
};

const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
await instance.getSchema();
server.listen(0, '127.0.0.1', () => console.log(`PostGraphile at http://127.0.0.1:${server.address().port}/graphql`));
