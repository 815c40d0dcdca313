// What search engines read of a public page (schema.org, JSON-LD): only what the page itself shows, and nothing of its reader.
import type { Hours, WeekDay } from "~/modules/catalog/domain/facility";
import type { TwoNames } from "./public-facility";
import type { PublicPlace } from "./public-place";

const DAYS: Record<WeekDay, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};

export interface StructuredContext {
  /** the page's own address */
  readonly url: string;
  readonly origin: string;
  readonly name: (names: TwoNames) => string;
  /** the mark of made-up data; null = it is real */
  readonly demo: string | null;
}

export function structuredData(place: PublicPlace, { url, origin, name, demo }: StructuredContext): Record<string, unknown> {
  const { facility } = place;
  const { position, contacts, photos } = facility;
  const locality = facility.within[0];
  return {
    "@context": "https://schema.org",
    "@type": place.isOfChildren ? "ChildCare" : "LocalBusiness",
    "@id": url,
    url,
    name: facility.name,
    description: demo ?? name(facility.kind),
    address: {
      ...{ "@type": "PostalAddress", streetAddress: facility.address },
      ...(locality ? { addressLocality: name(locality) } : {}),
    },
    ...(position ? { geo: { "@type": "GeoCoordinates", latitude: position.lat, longitude: position.lon } } : {}),
    ...(contacts[0] ? { telephone: contacts[0].phone } : {}),
    ...(photos.length > 0 ? { image: photos.map(({ fileName }) => `${origin}/photos/${fileName}`) } : {}),
    ...(facility.hours.length > 0 ? { openingHoursSpecification: facility.hours.map(specification) } : {}),
    ...(facility.operator ? { parentOrganization: { "@type": "Organization", name: facility.operator.name } } : {}),
    makesOffer: facility.offerings.map((offering) => ({
      "@type": "Offer",
      itemOffered: { "@type": "Service", name: name(offering.name) },
    })),
  };
}

/** A day that ends at midnight ends, in their words, at 23:59. */
const specification = ({ byDay, opensAt, closesAt }: Hours) => ({
  "@type": "OpeningHoursSpecification",
  dayOfWeek: byDay.split(",").map((day) => DAYS[day as WeekDay]),
  opens: opensAt,
  closes: closesAt === "24:00" ? "23:59" : closesAt,
});
