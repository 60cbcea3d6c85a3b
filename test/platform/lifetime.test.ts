import { Lifetime, StopRequested } from '../../src/lifetime.js';

describe('the lifetime of a process', () => {
  let happened: string[];
  let lifetime: Lifetime;
  const exitCode = process.exitCode;

  beforeEach(() => {
    happened = [];
    lifetime = new Lifetime((line) => happened.push(line));
  });
  afterEach(() => {
    process.exitCode = exitCode;
  });

  const part = (name: string) => ({
    stop: async () => {
      happened.push(`${name} stopped`);
    },
  });

  test('stops what it started, the last first', async () => {
    await lifetime.during(async () => {
      await lifetime.start('database', async () => part('database'));
      await lifetime.start('API', async () => part('API'));
      happened.push('working');
    });
    expect(happened).toEqual(['working', 'API stopped', 'database stopped']);
  });

  test('stops what was started when a later start fails, and passes the reason on', async () => {
    const running = lifetime.during(async () => {
      await lifetime.start('database', async () => part('database'));
      await lifetime.start('API', () => Promise.reject(new Error('port taken')));
    });
    await expect(running).rejects.toThrow('port taken');
    expect(happened).toEqual(['database stopped']);
  });

  test('waits until it is told to stop, and stops once however often it is told', async () => {
    await lifetime.during(async () => {
      await lifetime.start('database', async () => part('database'));
      const stopped = lifetime.untilStopRequested();
      lifetime.requestStop();
      lifetime.requestStop();
      await stopped;
    });
    expect(happened).toEqual(['database stopped']);
  });

  test('told to stop while a part is starting, stops that part and starts no other', async () => {
    const running = lifetime.during(async () => {
      await lifetime.start('database', async () => {
        lifetime.requestStop();
        return part('database');
      });
      await lifetime.start('API', async () => part('API'));
    });
    await expect(running).rejects.toThrow(StopRequested);
    expect(happened).toEqual(['database stopped']);
  });

  test('a part that fails to stop does not keep the others from stopping', async () => {
    await lifetime.during(async () => {
      await lifetime.start('database', async () => part('database'));
      await lifetime.start('API', async () => ({ stop: () => Promise.reject(new Error('stuck')) }));
    });
    expect(happened).toEqual(['The API did not stop cleanly: stuck', 'database stopped']);
    expect(process.exitCode).toBe(1);
  });
});
