import type { TaskKind } from '@claimwright/domain/task';
import type { InboundFileStatus } from '../words/statuses.ts';

const page = 'totalCount pageInfo { hasNextPage endCursor }';
const batchFields = `id route status kind fileName interchangeControlNumber groupControlNumber claimCount chargeCents builtAt transmittedAt
  acknowledgedAt notBefore attempts lastError`;
const fileFields = `id name source sizeBytes status kinds receivedAt processedAt claimsMoved parkedCount
  tasks { id kind status summary assignee openedAt ruleIds }`;

/** A page of what was sent. */
export const batchesQuery = `query ($after: String, $status: BatchStatus, $route: String) {
  routeNames
  batches(first: 25, after: $after, status: $status, route: $route) { ${page} nodes { ${batchFields} } }
}`;

/** A page of what came in, and what of it waits for a person. */
export const filesQuery = `query ($after: String, $status: InboundFileStatus) {
  waiting: inboundFiles(first: 25, waiting: true) { totalCount nodes { ${fileFields} } }
  files: inboundFiles(first: 25, after: $after, status: $status) { ${page} nodes { ${fileFields} } }
}`;

/** One batch; its claims are asked for as any list of claims. */
export const batchQuery = `query ($id: ID!) { batch(id: $id) { ${batchFields} } }`;

/** One file with what was found in it. */
export const fileQuery = `query ($id: ID!) {
  inboundFile(id: $id) {
    ${fileFields}
    parkedItems { id kind reasonCode reason reference parkedAt resolvedAt }
    remittances { id payerName traceNumber paymentDate paymentCents claims matched }
  }
}`;

interface Page<Node> {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Node[];
}

export interface Batch {
  id: string;
  route: string;
  status: 'built' | 'transmitted';
  kind: 'claims' | 'status_requests';
  fileName: string;
  interchangeControlNumber: number;
  groupControlNumber: number;
  claimCount: number;
  chargeCents: number;
  builtAt: string;
  transmittedAt: string | null;
  acknowledgedAt: string | null;
  notBefore: string | null;
  attempts: number;
  lastError: string | null;
}

export interface InboundFile {
  id: string;
  name: string;
  source: string;
  sizeBytes: number;
  status: InboundFileStatus;
  kinds: string[];
  receivedAt: string;
  processedAt: string | null;
  claimsMoved: number | null;
  parkedCount: number | null;
  tasks: FileTask[];
}

interface FileTask {
  id: string;
  kind: TaskKind;
  status: 'open' | 'done';
  summary: string;
  assignee: string | null;
  openedAt: string;
  ruleIds: string[];
}

export interface InboundFileInFull extends InboundFile {
  parkedItems: ParkedItem[];
  remittances: {
    id: string;
    payerName: string;
    traceNumber: string;
    paymentDate: string;
    paymentCents: number;
    claims: number;
    matched: number;
  }[];
}

interface ParkedItem {
  id: string;
  kind: string;
  reasonCode: string;
  reason: string;
  reference: string | null;
  parkedAt: string;
  resolvedAt: string | null;
}

export interface BatchesData {
  routeNames: string[];
  batches: Page<Batch>;
}

export interface FilesData {
  waiting: Pick<Page<InboundFile>, 'totalCount' | 'nodes'>;
  files: Page<InboundFile>;
}
