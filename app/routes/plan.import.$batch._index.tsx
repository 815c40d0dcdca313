import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams, useSubmit } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { IMPORTERS } from "~/modules/imports/use-cases/import-in-part.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { isWorking } from "~/modules/imports/domain/import-batch";
import { BatchFailure } from "~/modules/imports/ui/batch-failure";
import { BatchProgress } from "~/modules/imports/ui/batch-progress";
import { ColumnForm } from "~/modules/imports/ui/column-form";
import { DonePanel } from "~/modules/imports/ui/done-panel";
import { FileKindNotice } from "~/modules/imports/ui/file-kind-notice";
import { ImportSteps } from "~/modules/imports/ui/import-steps";
import { PreviewPanel } from "~/modules/imports/ui/preview-panel";
import { refusalFacts } from "~/modules/imports/ui/refusal-facts";
import { SheetForm } from "~/modules/imports/ui/sheet-form";
import { actOnBatch } from "~/modules/imports/use-cases/act-on-batch.server";
import { readBatchPage } from "~/modules/imports/use-cases/read-batch-page.server";
import { cityProgress } from "~/modules/places/use-cases/city-progress.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, IMPORTERS.read);
  const address = new URL(request.url).searchParams;
  const page = await readBatchPage(actor, params.batch ?? "", address, subjectOf);
  if (!page) throw Response.json({ refusal: "no-such-batch" }, { status: 404 });
  // The frame of the page shows the city in the address: it is the import's own.
  if (address.get("city") !== page.batch.cityCode) {
    address.set("city", page.batch.cityCode);
    throw redirect(`/plan/import/${page.batch.id}?${address.toString()}`);
  }
  const city = await cityByCode(page.batch.cityCode);
  return {
    ...page,
    isDemo: city?.isDemo ?? false,
    bounds: city?.bounds ?? null,
    baseMap: baseMap() ?? null,
    progress: page.batch.status === "done" ? await cityProgress(page.batch.cityCode) : null,
    today: today(city?.timeZone),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, IMPORTERS.write);
  const done = await actOnBatch(actor, params.batch ?? "", await request.formData(), subjectOf);
  if (!done.ok && done.refusal.kind === "no-such-batch") throw new Response(null, { status: 404 });
  if (!done.ok) return { refusal: done.refusal };
  const { searchParams } = new URL(request.url);
  const city = new URLSearchParams({ city: searchParams.get("city") ?? "" });
  return redirect(`/plan/import/${params.batch ?? ""}?${(done.value === "stay" ? searchParams : city).toString()}`);
}

export default function Import() {
  const { batch, schema, preview, isDemo, today: day, mayWrite, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("imports");
  const [address] = useSearchParams();
  const submit = useSubmit();
  const [picking, setPicking] = useState<number | null>(null);
  const isAtColumns = batch.status === "inspected" || (batch.status === "previewed" && address.get("step") === "columns");
  const place = (lon: number, lat: number) => {
    if (picking !== null) submit({ intent: "row-place", row: picking, lon, lat }, { method: "post", preventScrollReset: true });
    setPicking(null);
  };
  return (
    <Container component="main" size="lg" py="xl">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
              {batch.fileName}
            </Title>
            <Text c="dimmed">
              {t(`subject.${batch.subject}`)} · {batch.source}
            </Text>
          </div>
          <Anchor component={Link} to={`/plan/import?city=${batch.cityCode}`}>
            {t("backToList")}
          </Anchor>
        </Group>
        <ImportSteps status={batch.status} isAtColumns={isAtColumns} />
        {answer && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal.kind}`, refusalFacts(t, i18n.language, answer.refusal))}
          </Alert>
        )}
        <BatchFailure failure={batch.failure} />
        {(isAtColumns || preview) && <FileKindNotice batch={batch} />}
        {isWorking(batch.status) && <BatchProgress batch={batch} />}
        {isAtColumns && mayWrite && schema && (
          <>
            <Title order={2} size="h4">
              {t("columns.title")}
            </Title>
            <Text c="dimmed">{t("columns.lead")}</Text>
            <SheetForm batch={batch} />
            <ColumnForm
              key={`${batch.sheet}${JSON.stringify(batch.options.heading)}`}
              batch={batch}
              schema={schema}
              today={day}
            />
          </>
        )}
        {batch.status === "previewed" && !isAtColumns && preview && (
          <PreviewPanel
            batch={batch}
            preview={preview}
            show={data.show}
            page={data.page}
            words={data.words}
            bounds={data.bounds}
            baseMap={data.baseMap}
            isDemo={isDemo}
            mayWrite={mayWrite}
            picking={picking}
            onChoose={setPicking}
            onPick={place}
          />
        )}
        {(batch.status === "done" || batch.status === "undone") && (
          <DonePanel batch={batch} mayWrite={mayWrite} leftOutKept={data.leftOutKept} progress={data.progress} />
        )}
      </Stack>
    </Container>
  );
}
