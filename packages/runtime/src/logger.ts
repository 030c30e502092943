import { type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

/** Keys that may hold what identifies a patient or opens a door; they are blanked wherever they turn up in a log record. */
const redacted = [
  'authorization',
  'apiKey',
  'password',
  'patient',
  'subscriber',
  'memberId',
  'patientMemberId',
  'patientSocialSecurityNumber',
  'content',
  'snapshot',
  'body',
  'lastName',
  'firstName',
  'birthDate',
];

/** A JSON logger for one service. Bodies, people and keys are never written; ids are. */
export function createLogger(options: {
  service: string;
  level?: string;
  destination?: { write(line: string): void };
}): Logger {
  const settings = {
    name: options.service,
    level: options.level ?? 'info',
    redact: {
      paths: [
        ...redacted,
        ...redacted.map((key) => `*.${key}`),
        ...redacted.map((key) => `*.*.${key}`),
        'req.headers.authorization',
        'req.headers["idempotency-key"]',
      ],
      censor: '[redacted]',
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
