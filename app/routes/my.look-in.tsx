import { Container, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areasWritten, districtsOf } from "~/modules/catalog/use-cases/areas-named.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { currentCity } from "~/modules/places/use-cases/current-city.server";
import { LONGEST } from "~/modules/work-orders/domain/family-request";
import { DangerFirst } from "~/modules/work-orders/ui/danger-first";
import { LookInAnswer } from "~/modules/work-orders/ui/look-in-answer";
import { LookInForm } from "~/modules/work-orders/ui/look-in-form";
import { askToLookIn, newStamp } from "~/modules/work-orders/use-cases/ask-to-look-in.server";
import { publicDuty } from "~/modules/work-orders/use-cases/duty-for-families.server";
import { languageOf } from "~/platform/language.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { cityName } from "~/ui/layout/city-name";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "work-orders:lookIn.title", words: ["work-orders"] };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...NO_STORE, ...Object.fromEntries(actionHeaders ?? []) });

const cityOf = async (request: Request) => {
  const city = await currentCity(request);
  if (!city) throw new Response(null, { status: 404 });
  return city;
};

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await cityOf(request);
  const name = cityName(city, await languageOf(request));
  const { phone } = await publicDuty(city, city.code);
  return data({ stamp: newStamp(), city: name, timeZone: city.timeZone, phone }, { headers: NO_STORE });
}

/** «请去看看我的家人»: the same answer, and the same work, whoever it is about. */
export async function action({ request }: ActionFunctionArgs) {
  const city = await cityOf(request);
  const form = await formSaid(request);
  const said = (name: string, most: number) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const typed = {
    ...{ name: said("name", LONGEST.name), phone: said("phone", LONGEST.phone), about: said("about", LONGEST.about) },
    ...{ area: said("area", LONGEST.area), urgency: said("urgency", 20) },
  };
  // One of the candidates that were offered goes before the words.
  const area = said("areaCode", 12) || typed.area;
  const choices = area.trim() === "" ? [] : await areasWritten(city, area);
  const [only] = choices;
  const kind = choices.length === 1 ? "one" : choices.length > 1 ? "several" : "none";
  const answered = await askToLookIn(city, { ...typed, area }, kind === "one" ? { kind, code: only!.code } : { kind }, {
    ...{ address: countedAddress(requestFacts()?.address ?? null), language: await languageOf(request) },
    ...{ stamp: said("stamp", 200), trap: said("website", 10) },
  });
  if (answered.ok) {
    const { duty, ...asked } = answered.value;
    const told = { asked, duty: duty, refusal: null, typed: null, choices: [] };
    return data(told, { headers: NO_STORE });
  }
  const { refusal } = answered;
  // What was chosen among several stays chosen.
  const chosen = kind === "one" && area !== typed.area ? `${only!.within} ${only!.name} · ${only!.code}` : typed.area;
  // Who does not know what the place is called chooses the district: nobody is sent away for a name.
  const isUnknown = kind === "none" && area.trim() !== "";
  const offered = isUnknown ? await districtsOf(city.code) : kind === "several" ? choices : [];
  const duty = kind === "one" ? await publicDuty(city, only!.code) : null;
  const told = { asked: null, duty, refusal, typed: { ...typed, area: chosen }, choices: offered };
  if (refusal.kind !== "try-later") return data(told, { status: 422, headers: NO_STORE });
  return data(told, { status: 429, headers: { ...NO_STORE, "Retry-After": String(refusal.seconds) } });
}

export default function MyLookIn() {
  const { stamp, city, timeZone, phone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("work-orders");
  if (answer?.asked) return <LookInAnswer asked={answer.asked} duty={answer.duty} timeZone={timeZone} />;
  return (
    <Container component="main" size="sm" py="lg">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h2">
            {t("lookIn.title")}
          </Title>
          <Text mt="xs">{t("lookIn.lead", { city })}</Text>
        </div>
        <DangerFirst />
        <LookInForm stamp={stamp} phone={phone} answer={answer} />
      </Stack>
    </Container>
  );
}
