import type { EventRule } from './event-rule.ts';

const TRANSACTIONS =
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html';
const PARTIQL = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html';

const STATEMENTS = ['statement', 'statements.statement', 'transactStatements.statement'];
const ITEMS = ['requestItems.operation'];

/** Transactions and PartiQL are authorised by what they contain, which the event lists. */
export const DYNAMODB_EVENTS: readonly EventRule[] = [
  {
    events: ['dynamodb:TransactWriteItems'],
    needs: [
      { action: 'dynamodb:PutItem', given: ITEMS, matching: /^put$/i },
      { action: 'dynamodb:UpdateItem', given: ITEMS, matching: /^update$/i },
      { action: 'dynamodb:DeleteItem', given: ITEMS, matching: /^delete$/i },
      { action: 'dynamodb:ConditionCheckItem', given: ITEMS, matching: /^condition_?check$/i },
    ],
    docs: TRANSACTIONS,
  },
  { events: ['dynamodb:TransactGetItems'], needs: ['dynamodb:GetItem'], docs: TRANSACTIONS },
  {
    events: ['dynamodb:ExecuteStatement', 'dynamodb:BatchExecuteStatement', 'dynamodb:ExecuteTransaction'],
    needs: [
      { action: 'dynamodb:PartiQLSelect', given: STATEMENTS, matching: /^\s*(select|exists)\b/i },
      { action: 'dynamodb:PartiQLInsert', given: STATEMENTS, matching: /^\s*insert\b/i },
      { action: 'dynamodb:PartiQLUpdate', given: STATEMENTS, matching: /^\s*update\b/i },
      { action: 'dynamodb:PartiQLDelete', given: STATEMENTS, matching: /^\s*delete\b/i },
    ],
    docs: PARTIQL,
  },
];
