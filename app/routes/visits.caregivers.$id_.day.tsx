import { Alert, Anchor, Button, Checkbox, Container, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ReasonSelect } from "~/modules/accounts/ui/reason-select";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { DaySheetPaper, NotPrinted } from "~/modules/visits/ui/day-sheet-paper";
import { daySheet, printSheet } from "~/modules/visits/use-cases/day-sheet.server";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";

export const handle = { title: "visits:daySheet.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

async function asked(request: Request) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const said = addressSaid(request).get("day") ?? "";
  return { actor, city, day: isCalendarDay(said) ? said : today(city.timeZone) };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, city, day } = await asked(request);
  const sheet = await daySheet(actor, city, params.id ?? "", day);
  if (!sheet) throw new Response(null, { status: 404 });
  const names = await areaNames(sheet.visits.map(({ areaCode }) => areaCode));
  return data({ sheet, names, timeZone: city.timeZone, isDemo: city.isDemo }, { headers: NO_STORE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, city, day } = await asked(request);
  const form = await formSaid(request);
  const wish = { withNotes: form.get("notes") === "yes", reason: String(form.get("reason") ?? "").slice(0, 40) };
  const done = await printSheet(actor, city, params.id ?? "", day, wish);
  if (done.ok) return data({ printed: done.value, refusal: null, wish }, { headers: NO_STORE });
  const status = done.refusal.kind === "not-there" ? 404 : done.refusal.kind === "not-permitted" ? 403 : 422;
  return data({ printed: null, refusal: done.refusal, wish }, { headers: NO_STORE, status });
}

export default function CaregiverDay() {
  const { sheet, names, timeZone, isDemo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const printed = answer?.printed?.sheet.day === sheet.day ? answer.printed : null;
  useEffect(() => {
    if (printed) window.print();
  }, [printed]);
  const language = i18n.language === "en" ? "en" : "zh";
  const areas = Object.fromEntries(Object.entries(names).map(([code, one]) => [code, language === "en" ? one.nameEn : one.name]));
  const time = new Intl.DateTimeFormat(language === "en" ? "en" : "zh-CN", { dateStyle: "medium", timeStyle: "short", timeZone });
  const mark = (taken: { who: string; at: string; id: string }) =>
    [t("daySheet.printed", { ...taken, at: time.format(new Date(taken.at)) }), isDemo ? DEMO_MARK[language] : ""]
      .filter(Boolean)
      .join(" · ");
  const { id, name, day, visits, mayOpen } = printed?.sheet ?? sheet;
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div className="no-print">
          <Anchor component={Link} to={`/visits/caregivers/${id}`} size="sm">
            {name}
          </Anchor>
          <Title order={1} size="h2">
            {t("daySheet.title")}
          </Title>
        </div>
        <Form className="no-print">
          <Group align="end">
            <TextInput type="date" name="day" label={t("daySheet.day")} defaultValue={day} key={day} />
            <Button type="submit" variant="default">
              {t("daySheet.show")}
            </Button>
          </Group>
        </Form>
        {answer?.refusal && (
          <Alert color="red" role="alert" className="no-print">
            {t("daySheet.refused")}
            {t(`daySheet.refusal.${answer.refusal.kind}`)}
          </Alert>
        )}
        {visits.length === 0 ? (
          <Alert color="jade" variant="light">
            {t("daySheet.none", { day })}
          </Alert>
        ) : (
          <>
            <Form method="post" className="no-print">
              <Stack gap="xs">
                {mayOpen && (
                  <Group align="end">
                    <Checkbox
                      name="notes"
                      value="yes"
                      label={t("daySheet.withNotes")}
                      description={t("daySheet.withNotesWhat")}
                      defaultChecked={answer?.wish.withNotes ?? false}
                    />
                    <ReasonSelect defaultValue={answer?.wish.reason ?? ""} />
                  </Group>
                )}
                <Button type="submit" style={{ alignSelf: "start" }}>
                  {t("daySheet.print")}
                </Button>
                <Text size="sm" c="dimmed">
                  {t("daySheet.printWhat")}
                </Text>
              </Stack>
            </Form>
            {!printed && <NotPrinted />}
            <DaySheetPaper
              {...{ name, day, visits, areas }}
              waysIn={printed?.waysIn ?? null}
              printed={printed ? mark(printed.taken) : null}
            />
          </>
        )}
      </Stack>
    </Container>
  );
}
