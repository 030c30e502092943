import { addDays, dateOfInstant, type IsoDate, type IsoInstant } from '@claimwright/domain/dates';
import { hasError } from '@claimwright/x12/defect';
import type { ClaimFuture } from './claim-future.ts';
import { ClaimHistory } from './claim-history.ts';
import { crossOver } from './cross-over.ts';
import { decideClaimFuture } from './decide-claim-future.ts';
import { deliveries, type Faults, tamperingOf } from './faults.ts';
import { type InterchangeVerdict, judgeInterchange } from './judge-interchange.ts';
import { ordinaryPayer, type SimulatedPayer, simulatedPayers } from './payer-profiles.ts';
import {
  type ClearinghouseIdentity,
  type DecidedClaim,
  planClaimAcknowledgements,
  planSyntaxAcknowledgements,
  planUnreadableReport,
  summaryOfClaim,
} from './plan-acknowledgements.ts';
import { type PaymentRelation, RemittanceSchedule } from './plan-remittances.ts';
import { type KnownClaim, planStatusResponses } from './plan-status-responses.ts';
import type { OutboundFile, PlannedFile, Wire } from './planned-file.ts';
import {
  interchangeKey,
  type ReceivedClaim,
  type ReceivedInterchange,
  readSubmission,
  type Submission,
  tradingPartner,
} from './read-submission.ts';
import { hash53 } from './seeded-draw.ts';
import type { SubmittedClaim } from './submitted-claim.ts';

export interface SimulationOptions {
  /** Another seed, another future for every claim. */
  seed: string;
  /** Default: `simulatedPayers`. A payer that is not listed behaves like `ordinaryPayer`. */
  payers?: readonly SimulatedPayer[];
  faults?: Faults;
  clearinghouse?: ClearinghouseIdentity;
}

/** What became of one upload at the door. */
export interface Receipt {
  /** For each interchange its TA1 code and note; empty when the text held none. */
  interchanges: { controlNumber: string; code: 'A' | 'R' | 'E'; note: string; claims: number }[];
}

/**
 * A clearinghouse with its payers. It holds no clock: uploads come with their instant, answers are asked for by date. Every
 * upload is read once; what it leads to is indexed by due date, and texts are made when they are asked for.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #payers: Map<string, SimulatedPayer>;
  readonly #faults: Faults;
  readonly #schedule: RemittanceSchedule;
  readonly #clearinghouse: ClearinghouseIdentity;
  readonly #due = new Map<IsoDate, PlannedFile[]>();
  readonly #uploads = new Map<string, number>();
  readonly #acceptedInterchanges = new Set<string>();
  readonly #histories = new Map<string, ClaimHistory>();
  readonly #futures: ClaimFuture[] = [];
  /** The latest claim of a number, by trading partner. */
  readonly #known = new Map<string, KnownClaim>();
  #lastReceivedAt: IsoInstant = '';

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#payers = new Map((options.payers ?? simulatedPayers).map((payer) => [payer.payerId, payer]));
    this.#faults = options.faults ?? {};
    this.#schedule = new RemittanceSchedule(tamperingOf(options.seed, this.#faults));
    this.#clearinghouse = options.clearinghouse ?? { name: 'SIMULATED CLEARINGHOUSE', id: 'SIMCH' };
  }

  /**
   * Takes one uploaded file and decides the future of its claims. Uploads come in the order of `receivedAt`; an earlier
   * instant than the last one is a bug of the caller and throws RangeError.
   */
  receive(file837: string, receivedAt: IsoInstant): Receipt {
    return this.take(readSubmission(file837, receivedAt));
  }

  /** The same for a file that is read already. */
  take({ interchanges, unreadable }: Submission): Receipt {
    if (unreadable) {
      this.#advance(unreadable.receivedAt);
      this.#plan(planUnreadableReport(unreadable, this.#countUpload(`unreadable/${unreadable.uploadDigest}`)));
    }
    return { interchanges: interchanges.map((interchange) => this.#takeInterchange(interchange)) };
  }

  /** The files due after `from` (undefined: since ever) up to and including `to`, by due date, then in the order of a day. */
  plannedFiles(from: IsoDate | undefined, to: IsoDate): PlannedFile[] {
    const days = [...this.#due.keys()].filter((day) => day <= to && (from === undefined || day > from)).sort();
    return days.flatMap((day) => (this.#due.get(day) ?? []).toSorted(inOrderOfDay));
  }

  /** The same with their texts. */
  filesDue(from: IsoDate | undefined, to: IsoDate): OutboundFile[] {
    return this.plannedFiles(from, to).map((file) => ({ name: file.name, content: file.render(), dueOn: file.dueOn }));
  }

  /** What will become of every claim received, in the order of receipt: the truth that tests and demos compare with. */
  futures(): readonly ClaimFuture[] {
    return this.#futures;
  }

  #takeInterchange(received: ReceivedInterchange): Receipt['interchanges'][number] {
    this.#advance(received.receivedAt);
    const { envelope } = received;
    const key = interchangeKey(envelope);
    const occurrence = this.#countUpload(key);
    const questions = new Set(received.questions.map(({ origin }) => origin.segmentPosition));
    const verdict = judgeInterchange(envelope, received.sets, this.#acceptedInterchanges.has(key), questions);
    // One that was rejected may come again whole under its number: an upload that broke off, say.
    if (verdict.interchange.code === 'A') this.#acceptedInterchanges.add(key);
    for (const file of planSyntaxAcknowledgements(received, verdict, occurrence)) this.#plan(file);
    const claims = this.#decideClaims(received, verdict);
    for (const file of planClaimAcknowledgements(received, claims, this.#clearinghouse)) this.#plan(file);
    if (verdict.interchange.code === 'A') this.#answerQuestions(received);
    const { code, note } = verdict.interchange;
    return { controlNumber: envelope.controlNumber, code, note, claims: claims.length };
  }

  #answerQuestions(received: ReceivedInterchange): void {
    // Claims and questions may go along wires of different applications: the sender is who the interchange says.
    const sender = senderOf(received.envelope);
    const files = planStatusResponses(received, (inquiry) =>
      this.#known.get(`${sender}|${inquiry.payer.id}|${inquiry.patientControlNumber}`),
    );
    for (const file of files) this.#plan(file);
  }

  #decideClaims({ envelope, receivedAt }: ReceivedInterchange, verdict: InterchangeVerdict): DecidedClaim[] {
    const receivedOn = dateOfInstant(receivedAt);
    return verdict.groups.flatMap(({ group }) => {
      const wire = { envelope, group };
      const places = new Set(group.transactionSets.map((place) => place.segmentPosition));
      const sets = verdict.acceptedSets.filter((set) => places.has(set.origin.segmentPosition));
      return sets.flatMap(({ claims, batchReference, submitterName, submitterId }) => {
        const batch = { batchReference, submitterName, submitterId };
        return claims.map((read) => this.#decideClaim(read, batch, wire, receivedOn));
      });
    });
  }

  #decideClaim(read: ReceivedClaim, set: DecidedClaim['set'], wire: Wire, receivedOn: IsoDate): DecidedClaim {
    const { claim } = read;
    const { payerId, payerName } = claim.destination;
    const { seed } = this.#options;
    const payer = this.#payers.get(payerId) ?? ordinaryPayer(payerId, payerName);
    const partner = tradingPartner(wire);
    const history = this.#historyOf(partner);
    const future = decideClaimFuture({
      claim,
      payer,
      seed,
      receivedOn,
      unreadable: hasError(read.defects),
      earlierCopies: history.earlierCopies(claim),
      corrects: history.correctedBy(claim),
    });
    // Before it is remembered: what the payer says of sending the claim on belongs to its answer.
    const sentOn = crossOver(future, claim, payer, seed);
    history.remember(claim, future);
    this.#futures.push(future);
    const relation: PaymentRelation = { wire, partner, payer, payee: claim.billingProvider };
    this.#known.set(`${senderOf(wire.envelope)}|${payerId}|${claim.patientControlNumber}`, {
      future,
      paymentTrace: (on) => this.#schedule.traceOf(relation, on),
    });
    for (const payment of [future.payment, future.takeback]) {
      const remittance = payment && this.#schedule.add(relation, payment);
      if (remittance) this.#plan(remittance);
    }
    if (sentOn) {
      const next = this.#payers.get(sentOn.payerId) ?? ordinaryPayer(sentOn.payerId, sentOn.payerName);
      const remittance = this.#schedule.add({ ...relation, payer: next }, sentOn.pay(next));
      if (remittance) this.#plan(remittance);
    }
    const summary = summaryOfClaim(claim, traceOf(seed, claim, receivedOn));
    return { set, wire, future, payerName: payer.name, provider: claim.billingProvider, summary };
  }

  #historyOf(partner: string): ClaimHistory {
    const known = this.#histories.get(partner);
    if (known) return known;
    const history = new ClaimHistory();
    this.#histories.set(partner, history);
    return history;
  }

  #plan(planned: PlannedFile): void {
    for (const file of deliveries(this.#options.seed, this.#faults, planned, addDays(planned.dueOn, 1))) {
      const day = this.#due.get(file.dueOn);
      if (day) day.push(file);
      else this.#due.set(file.dueOn, [file]);
    }
  }

  #countUpload(key: string): number {
    const earlier = this.#uploads.get(key) ?? 0;
    this.#uploads.set(key, earlier + 1);
    return earlier;
  }

  #advance(receivedAt: IsoInstant): void {
    if (receivedAt < this.#lastReceivedAt) {
      throw new RangeError(`an upload of ${receivedAt} after one of ${this.#lastReceivedAt}: uploads come in order`);
    }
    this.#lastReceivedAt = receivedAt;
  }
}

/** One upload with its instant. */
export interface Upload {
  content: string;
  receivedAt: IsoInstant;
}

/**
 * All answers to some uploads that fall due after `from` up to and including `to`. The uploads may be given in any order:
 * their instants order them, and their content where instants are equal.
 */
export function filesDue(
  options: SimulationOptions,
  uploads: readonly Upload[],
  from: IsoDate | undefined,
  to: IsoDate,
): OutboundFile[] {
  const simulation = new Simulation(options);
  const ordered = uploads.toSorted((left, right) => {
    const [a, b] = [`${left.receivedAt}|${left.content}`, `${right.receivedAt}|${right.content}`];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  for (const upload of ordered) simulation.receive(upload.content, upload.receivedAt);
  return simulation.filesDue(from, to);
}

/** REF*D9: the clearinghouse's own number of the claim. */
function traceOf(seed: string, claim: SubmittedClaim, receivedOn: IsoDate): string {
  const digits = hash53(`${seed}|${claim.patientControlNumber}|${claim.destination.payerId}|${receivedOn}`);
  return `${receivedOn.replaceAll('-', '')}${String(digits).padStart(16, '0')}`;
}

const order = ['report', 'TA1', '999', '277CA', '277', '835'];

function senderOf({ senderQualifier, senderId }: ReceivedInterchange['envelope']): string {
  return `${senderQualifier}/${senderId}`;
}

function inOrderOfDay(left: PlannedFile, right: PlannedFile): number {
  const byKind = order.indexOf(left.kind) - order.indexOf(right.kind);
  if (byKind !== 0) return byKind;
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
