/** Asks the reporting service as a dashboard does: GraphQL over HTTP with an API key. Throws with the errors the service names. */
export async function askReport<Data>(
  service: { url: string; apiKey: string },
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const answer = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${service.apiKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await answer.json()) as { data?: Data; errors?: { message: string }[] };
  if (!answer.ok || body.errors || !body.data) {
    throw new Error(
      `The reporting service answered ${answer.status}: ${body.errors?.map((error) => error.message).join('; ') ?? ''}`,
    );
  }
  return body.data;
}
