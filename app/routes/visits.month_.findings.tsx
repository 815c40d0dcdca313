import { Alert, Anchor, Button, Container, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CLOSINGS } from "~/modules/visits/domain/visit-log";
import { monthQuery } from "~/modules/visits/domain/month-address";
import { FoundOrder } from "~/modules/visits/ui/found-order";
import { FindingKindSaid } from "~/modules/visits/ui/finding-kind";
import { MonthHead } from "~/modules/visits/ui/month-head";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { closeFinding } from "~/modules/visits/use-cases/close-finding.server";
import { categoryAsked, monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { findingsInView } from "~/modules/visits/use-cases/month-lists.server";
import { isWaitingForSecond } from "~/modules/work-orders/domain/work-order";
import { now, today } from "~/platform/clock.server";

export const handle = { title: "visits:sheet.findings" };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const place = monthAsked(actor, city, said);
  const category = categoryAsked(said);
  const [foundAt = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = Number.isFinite(Date.parse(foundAt)) && ID.test(id) ? { foundAt, id } : null;
  const found = permitted(await findingsInView(actor, city, place, category, after), actor, "read:visits");
  return {
    ...{ ...found, place, city, category, grants: actor.grants, day: today(city.timeZone), at: now().getTime() },
    mayClose: mayIn(actor, "write:visits", place.areaCode, place.line),
    names: await areaNames([place.areaCode, ...found.rows.map((row) => row.areaCode)]),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:visits");
  const form = await formSaid(request);
  const id = String(form.get("finding") ?? "");
  if (!ID.test(id)) throw Response.json({ kind: "no-such-finding" }, { status: 404 });
  const closed = await closeFinding(actor, await requireCity(request), id, String(form.get("how") ?? ""));
  if (closed.ok) return redirect(`/visits/month/findings?${new URL(request.url).searchParams.toString()}`);
  if (closed.refusal.kind === "not-there") throw Response.json({ kind: "no-such-finding" }, { status: 404 });
  if (closed.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "write:visits");
  return { refusal: closed.refusal.kind };
}

/** 问题清单: what was found, and how each was settled. */
export default function VisitsMonthFindings() {
  const { rows, people, orders, next, signed, place, city, category, names, grants, day, at, mayClose } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone: city.timeZone },
  });
  const query = monthQuery(city.code, place, category);
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <MonthHead list="findings" unit={nameOf(place.areaCode)} {...{ city: city.code, place, category }} />
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        {rows.length === 0 ? (
          <Text>{t("monthList.nothingFound")}</Text>
        ) : (
          <div className={`surface ${classes.sheet} ${classes.cards}`}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  {(["who", "unit", "kind", "foundAt", "closedAt"] as const).map((key) => (
                    <Table.Th key={key}>{t(`sheet.column.${key}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id} className={row.kind === "danger" ? (classes.danger ?? "") : ""}>
                    <Table.Td data-first>
                      <Anchor component={Link} to={`/visits/residents/${row.residentId}`}>
                        {row.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{nameOf(row.areaCode)}</Table.Td>
                    <Table.Td>
                      <FindingKindSaid finding={row} now={at} />
                    </Table.Td>
                    <Table.Td>{time.format(new Date(row.foundAt))}</Table.Td>
                    <Table.Td>
                      {row.closedAt ? (
                        t("monthList.closed", {
                          at: time.format(new Date(row.closedAt)),
                          how: row.closedHow ? t(`closing.${row.closedHow}`) : "",
                          name: row.closedBy ? (people[row.closedBy] ?? t("due.somebody")) : "",
                        })
                      ) : (
                        <FoundOrder order={orders[row.id] ?? null} />
                      )}
                      {!row.closedAt && mayClose && !(orders[row.id] && isWaitingForSecond(orders[row.id]!)) && (
                        <Form method="post" action={`/visits/month/findings?${query}`} className={`no-print ${classes.closing}`}>
                          <input type="hidden" name="finding" value={row.id} />
                          <NativeSelect
                            name="how"
                            size="xs"
                            aria-label={t("monthList.how", { name: row.name, kind: t(`finding.${row.kind}`) })}
                            data={[
                              { value: "", label: t("monthList.chooseHow") },
                              ...CLOSINGS.map((how) => ({ value: how, label: t(`closing.${how}`) })),
                            ]}
                          />
                          <Button type="submit" size="xs" variant="default">
                            {t("monthList.close")}
                          </Button>
                        </Form>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {next && <NextPage query={query} after={`${next.foundAt}_${next.id}`} />}
        <MonthSigned unit={nameOf(place.areaCode)} {...{ ...signed, day }} />
      </Stack>
    </Container>
  );
}
