import type { LoaderFunctionArgs } from "@remix-run/node";
import { AWAITED, howFar } from "~/modules/coverage/use-cases/how-far.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** How far the answer to a question is while it is being computed: asked now and then by whoever waits for it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const awaited = AWAITED.find((one) => one === searchParams.get("of"));
  if (!awaited)
    return Response.json(
      { problems: [{ zh: `of 可用：${AWAITED.join("、")}。`, en: `of: ${AWAITED.join(", ")}.` }] },
      { status: 400 },
    );
  const city = await requireCity(request);
  return Response.json(await howFar(city.code, awaited, searchParams), { headers: { "Cache-Control": "no-store" } });
}
