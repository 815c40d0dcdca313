import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { askedFrom, notAsked } from "~/modules/finder/domain/asked-of-place";
import { travelling } from "~/modules/finder/domain/find-address";
import { structuredData } from "~/modules/finder/domain/structured-data";
import { FacilityPage } from "~/modules/finder/ui/facility-page";
import { QuestionList } from "~/modules/finder/ui/question-list";
import { freeInAll, papersSaid } from "~/modules/finder/domain/public-place";
import { publishedQuestions } from "~/modules/finder/use-cases/questions.server";
import { cityOfPublicFacility, readPublicFacility } from "~/modules/finder/use-cases/read-public-facility.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { languageOf } from "~/platform/language.server";
import { linkPicture } from "~/platform/one-time-secret.server";
import { ownOrigin } from "~/platform/own-address.server";
import { wordsFor } from "~/platform/page-title.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: Pick<PageHandle, "words"> = { words: ["finder/place"] };
/** Where somebody is and when a child was born may stand in the address: no store on the way keeps the answer. */
const PRIVATE = { "Cache-Control": "private, no-cache", "Referrer-Policy": "same-origin" };
export const headers: HeadersFunction = () => PRIVATE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = params.id ?? "";
  const city = await cityOfPublicFacility(id);
  if (!city) throw new Response(null, { status: 404 });
  const said = addressSaid(request);
  const asked = askedFrom(said, today(city.timeZone));
  const [place, questions, language] = await Promise.all([
    readPublicFacility(city, id, asked),
    publishedQuestions(id),
    languageOf(request),
  ]);
  if (!place) throw new Response(null, { status: 404 });
  const origin = ownOrigin(request);
  const link = `${origin}/find/${id}`;
  const demo = city.isDemo ? DEMO_MARK[language] : null;
  const name = (names: { readonly zh: string; readonly en: string }) => names[language];
  const free = freeInAll(place);
  const [title, description] = await wordsFor(request, (t) => [
    `${place.facility.name} · ${t("layout:brand")}`,
    t("finder:place.description", {
      ...{ kind: name(place.facility.kind), address: place.facility.address },
      papers: t(`finder:place.papers.said.${papersSaid(place)}`),
      free:
        place.countsPlaces && free > 0
          ? t("finder:place.freeIn", { count: free, month: asked.start })
          : t("finder:place.free.unknown"),
    }),
  ]);
  return data(
    {
      ...{ place, asked, questions, link, demo, timeZone: city.timeZone, picture: linkPicture(link) },
      ...{ along: travelling(said.toString()), unread: notAsked(said, today(city.timeZone)), title, description },
      image: place.facility.photos[0] ? `${origin}/photos/${place.facility.photos[0].fileName}` : `${origin}/icons/care-512.png`,
      structured: structuredData(place, { url: link, origin, name, demo }),
    },
    { headers: PRIVATE },
  );
}

/** What a chat shows of a link, and what search engines read: the page's own address, whatever its reader had asked. */
export const meta: MetaFunction<typeof loader> = ({ data: read }) => {
  if (!read) return [];
  const { title, description, link, image, structured, demo } = read;
  return [
    { title },
    { name: "description", content: description },
    { tagName: "link", rel: "canonical", href: link },
    ...(demo ? [{ name: "robots", content: "noindex" }] : []),
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: link },
    { property: "og:image", content: image },
    { "script:ld+json": structured as never },
  ];
};

export default function PublicFacility() {
  const { place, asked, unread, along, questions, timeZone, link, picture } = useLoaderData<typeof loader>();
  return (
    <FacilityPage
      {...{ place, asked, unread, along, link, picture }}
      questions={<QuestionList {...questions} timeZone={timeZone} />}
    />
  );
}
