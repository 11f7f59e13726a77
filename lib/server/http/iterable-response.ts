/**
 * An answer that is written as it is made, and no faster than it is read. What fails before the first piece fails the request; what
 * fails later breaks the answer off, so that nobody takes it for whole.
 */
export async function iterableResponse(pieces: AsyncGenerator<string, void, undefined>, headers: HeadersInit): Promise<Response> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, void> | undefined = await pieces.next();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = next ?? (await pieces.next());
        next = undefined;
        if (piece.done === true) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers });
}
