import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OpenDataPage } from "~/modules/catalog/ui/open-data-page";
import { aboutOpenData } from "~/modules/catalog/use-cases/about-open-data.server";
import { currentCity } from "~/modules/places/use-cases/current-city.server";
import { openDataLicence, publicOrigin } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "catalog:openData.page.title" };

/** Public: what is open, how fresh, by which terms, and how to ask for it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const about = await aboutOpenData(await currentCity(request));
  return { ...about, origin: publicOrigin() ?? new URL(request.url).origin, licence: openDataLicence() ?? null };
}

export default function AboutData() {
  return <OpenDataPage {...useLoaderData<typeof loader>()} />;
}
