import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitPaper } from "~/modules/visits/ui/visit-paper";
import { visitedById } from "~/modules/visits/use-cases/log-visit.server";
import { printVisitForm } from "~/modules/visits/use-cases/print-visit-form.server";

export const handle = { title: "visits:paper.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

async function asked(request: Request) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const id = addressSaid(request).get("resident") ?? "";
  return { actor, city, id: isUuid(id) ? id : "" };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, city, id } = await asked(request);
  const resident = id ? await visitedById(actor, city, id) : null;
  if (id && !resident) throw Response.json({ kind: "no-such-resident" }, { status: 404 });
  return { city, resident: resident && { id: resident.id, name: resident.name } };
}

/** With the name on it: on record before it is shown for printing. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, city, id } = await asked(request);
  const printed = await printVisitForm(actor, city, id);
  if (!printed.ok) throw Response.json({ kind: "no-such-resident" }, { status: 404 });
  return data({ printed: printed.value }, { headers: NO_STORE });
}

export default function VisitFormOnPaper() {
  const { city, resident } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const language = i18n.language === "en" ? "en" : "zh";
  const printed = answer?.printed ?? null;
  useEffect(() => {
    if (printed) window.print();
  }, [printed]);
  const time = new Intl.DateTimeFormat(language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  const mark = printed && t("daySheet.printed", { ...printed.taken, at: time.format(new Date(printed.taken.at)) });
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <Stack gap="xs" className="no-print">
          <Anchor
            component={Link}
            to={`/visits/log/new?city=${city.code}${resident ? `&resident=${resident.id}` : ""}`}
            size="sm"
          >
            {t("log.new")}
          </Anchor>
          <Title order={1} size="h2">
            {t("paper.title")}
          </Title>
          <Text c="dimmed">{t("paper.lead")}</Text>
          {resident && !printed && (
            <Alert color="yellow" variant="light">
              {t("paper.withName", { name: resident.name })}
            </Alert>
          )}
          <Group>
            {resident && (
              <Form method="post" action={`/visits/log/form?city=${city.code}&resident=${resident.id}`}>
                <Button type="submit">{t("paper.printNamed")}</Button>
              </Form>
            )}
            <Button variant={resident ? "default" : "filled"} onClick={() => window.print()}>
              {t("paper.print")}
            </Button>
          </Group>
        </Stack>
        <VisitPaper
          person={printed}
          printed={[mark, city.isDemo ? DEMO_MARK[language] : ""].filter(Boolean).join(" · ") || null}
        />
      </Stack>
    </Container>
  );
}
