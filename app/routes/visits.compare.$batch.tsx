import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { ComparisonTable } from "~/modules/residents/ui/comparison-table";
import { answerLines, comparisonInView } from "~/modules/residents/use-cases/adopt-comparison.server";
import type { ShownLine } from "~/modules/residents/domain/comparison-line";

export const handle = { title: "residents:compare.title" };

const NONE = () => Response.json({ refusal: "no-such-batch" }, { status: 404 });

const areasOf = ({ areaCode, alike }: Pick<ShownLine, "areaCode" | "alike">) => [
  ...(areaCode ? [areaCode] : []),
  ...(alike ?? []).map((one) => one.areaCode),
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const page = Math.max(0, Math.min(10_000, Math.trunc(Number(addressSaid(request).get("page"))) || 0));
  const comparison = await comparisonInView(actor, params.batch ?? "", page);
  if (!comparison) throw NONE();
  return { ...comparison, names: await areaNames(comparison.lines.flatMap(areasOf)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const batch = await comparisonInView(actor, params.batch ?? "", 0);
  const city = batch && (await cityByCode(batch.cityCode));
  if (!city) throw NONE();
  const form = await formSaid(request);
  const rows = form.getAll("row").map(Number).filter(Number.isSafeInteger);
  const done = await answerLines(actor, city, batch.id, rows, form.get("intent") === "set-aside" ? "set-aside" : "adopt");
  const status = done.ok ? 200 : done.refusal.kind === "not-permitted" ? 403 : done.refusal.kind === "no-such-batch" ? 404 : 422;
  return data({ done: done.ok ? done.value : null, refusal: done.ok ? null : done.refusal.kind }, { status });
}

/** 死亡、困难名单比对: each line beside the register, and nothing done without a click. */
export default function Compare() {
  const { id, cityCode, source, lines, names, waiting, refused, total, page, hasMore } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("residents");
  return (
    <Container component="main" size="lg" py="lg">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={`/plan/import/${id}?city=${cityCode}`} size="sm">
            {t("compare.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("compare.title")}
          </Title>
          <Text c="dimmed">{t("compare.lead", { source })}</Text>
        </div>
        <Text aria-live="polite">
          <strong>{t("compare.waiting", { count: waiting })}</strong> {t("compare.figures", { total, refused })}
        </Text>
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        {answer?.done && <Text role="status">{t("compare.done", { count: answer.done.adopted })}</Text>}
        {answer?.done && answer.done.failed.length > 0 && (
          <Alert color="orange" role="alert">
            {answer.done.failed.map(({ rowNumber, name, why }) => (
              <Text key={rowNumber}>
                {t("compare.row", { row: rowNumber })} {name}: {t(`refusal.${why}`)}
              </Text>
            ))}
          </Alert>
        )}
        {lines.length === 0 ? (
          <Text>{t("compare.empty")}</Text>
        ) : (
          <ComparisonTable key={`${page} ${waiting}`} lines={lines} names={names} />
        )}
        <Group>
          {page > 0 && <Link to={`?page=${page - 1}`}>{t("turn.before")}</Link>}
          {hasMore && <Link to={`?page=${page + 1}`}>{t("turn.after")}</Link>}
        </Group>
        {waiting === 0 && (
          <Form method="post" action={`/plan/import/${id}?city=${cityCode}`}>
            <input type="hidden" name="leaveOutRefused" value="yes" />
            <Button type="submit" name="intent" value="write" variant="default">
              {t("compare.close")}
            </Button>
          </Form>
        )}
      </Stack>
    </Container>
  );
}
