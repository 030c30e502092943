import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

interface ErrorLog {
  error(record: { err: unknown; path?: readonly (string | number)[] }, message: string): void;
}

/**
 * What an answer may say of its errors. A GraphQLError of ours or of the language was written for the caller and stays; anything
 * else (a database that is away, a bug) is logged with its cause and answered with the request id to quote.
 */
export function maskErrors(
  errors: NonNullable<ExecutionResult['errors']>,
  request: { id: string; log: ErrorLog },
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const cause = error.originalError;
    if (!cause || isGraphqlError(cause)) return toApiError(error);
    request.log.error({ err: cause, path: error.path }, 'a part of a report failed');
    return {
      message: 'This part of the answer failed on our side. Quote the request id when you ask about it.',
      locations: error.locations,
      path: error.path,
      extensions: { code: 'INTERNAL', requestId: request.id },
    };
  });
}

/** An error that was written for the caller. */
export function toApiError(error: GraphQLError): GraphQLFormattedError {
  return {
    message: error.message,
    locations: error.locations,
    path: error.path,
    extensions: { code: 'BAD_USER_INPUT', ...error.extensions },
  };
}

/** Told by its name: mercurius loads the CommonJS build of graphql, whose classes are not those an import gives. */
export function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}
