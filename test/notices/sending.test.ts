import type { EntityManager } from 'typeorm';
import { isoDate } from '../../src/domain/date.js';
import type { StepType } from '../../src/domain/facts.js';
import { uuidv7 } from '../../src/graphql/ids.js';
import { lockCase } from '../../src/modules/cases/case.record.js';
import { takeSteps } from '../../src/modules/notices/notice.commands.js';
import { contentHash } from '../../src/modules/notices/letter.js';
import { plainText } from '../../src/modules/notices/layout.js';
import type { LetterDocument } from '../../src/modules/notices/document.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { hand, openPlatform, rowOf, until } from '../life/world.js';

const db = useDatabase();

interface Written {
  readonly type: StepType;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly content_hash: string;
  readonly document: LetterDocument;
}

const writtenFor = (platform: Platform, id: string): Promise<Written[]> =>
  platform.db.query(
    'select type, language, subject, body, content_hash, document from notice where case_id = $1 order by sent_on, id',
    [id],
  );

const missingOf = (platform: Platform, id: string): Promise<unknown[]> =>
  platform.db.query(
    `select params->>'element' as element from case_event where case_id = $1 and type = 'noticeIncomplete'`,
    [id],
  );

describe('a letter that lacks an element is not sent', () => {
  // Each has an account missing, without which nobody is told how to pay.
  test.each([
    ['NO', '2026-06-01', '2026-06-15'],
    ['SE', '2026-06-01', '2026-06-15'],
    ['FI', '2026-06-01', '2026-06-22'],
  ] as const)('under the law of %s', async (country, dueDate, on) => {
    const whole = await openPlatform(db.dataSource, on);
    const platform = {
      ...whole,
      agency: { ...whole.agency, accounts: { ...whole.agency.accounts, [country]: '' } },
    };
    const id = await hand(platform, {
      country,
      type: 'PERSON',
      principal: '500.00',
      invoiceDate: '2026-05-01',
      dueDate,
    });
    await until(platform, on);
    expect(await writtenFor(platform, id)).toEqual([]);
    expect(await missingOf(platform, id)).toEqual([{ element: 'paymentInstructions' }]);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ON_HOLD', hold_reason: 'MISSING_INFORMATION' });
  });

  test('nor when a person asks for it, who is told what is missing and whose case stays as it was', async () => {
    const whole = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(whole, {
      country: 'NO', type: 'PERSON', principal: '500.00', invoiceDate: '2026-05-01', dueDate: '2026-06-01',
    }); // prettier-ignore
    const platform = { ...whole, agency: { ...whole.agency, accounts: { ...whole.agency.accounts, NO: '' } } };
    const order = { on: isoDate('2026-06-15'), approvedBy: agent.subject, type: 'COLLECTION_NOTICE' } as const;
    const [outcome] = await whole.db.transaction(async (tx: EntityManager) =>
      takeSteps(tx, platform, [(await lockCase(tx, agent, id))!], order),
    );
    expect(outcome).toMatchObject({ taken: false, refusal: { params: { element: 'paymentInstructions' } } });
    expect(await writtenFor(platform, id)).toEqual([]);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a letter is kept as it was sent', () => {
  test('its document, its text and its hash belong together, a courtesy copy included', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, {
      country: 'NO', type: 'PERSON', principal: '500.00', invoiceDate: '2026-05-01', dueDate: '2026-06-01',
    }); // prettier-ignore
    await platform.db.query(
      `update debtor set language = 'de' where id = (select debtor_id from collection_case where id = $1)`,
      [id],
    );
    await until(platform, '2026-06-15');
    const [notice, ...others] = await writtenFor(platform, id);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ type: 'COLLECTION_NOTICE', language: 'nb' });
    expect(notice!.document.courtesyCopy?.language).toBe('en');
    expect(plainText(notice!.document)).toBe(notice!.body);
    expect(contentHash(notice!)).toBe(notice!.content_hash);
  });
});

describe('a debtor under guardianship', () => {
  test('has its letters sent to the guardian while that lasts', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, {
      country: 'SE', type: 'PERSON', principal: '500.00', invoiceDate: '2026-05-01', dueDate: '2026-06-01',
    }); // prettier-ignore
    const guardians = [
      ['2026-01-01', '2026-06-01', 'Tidigare Provgod'],
      ['2026-06-02', null, 'Test Godman'],
      ['2026-07-01', null, 'Senare Provgod'],
    ] as const;
    const address = { lines: ['Provgatan 9'], postalCode: '111 22', city: 'Testby', country: 'SE' };
    for (const [from, untilDay, name] of guardians) {
      await platform.db.query(
        `insert into debtor_condition (id, debtor_id, creditor_id, type, from_date, until_date, representative_name, representative_address, recorded_by)
         select $1, debtor_id, creditor_id, 'GUARDIANSHIP', $3, $4, $5, $6, 'test' from collection_case where id = $2`,
        [uuidv7(), id, from, untilDay, name, address],
      );
    }
    await until(platform, '2026-06-15');
    const [notice] = await writtenFor(platform, id);
    expect(notice!.document.recipient).toEqual(['Test Godman', 'för Test Person', 'Provgatan 9', '111 22 Testby']);
  });
});
