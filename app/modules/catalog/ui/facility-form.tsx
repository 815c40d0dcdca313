import { useForm, type FieldMetadata, type FormMetadata, type SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Alert, Anchor, Button, Group, SimpleGrid, Stack } from "@mantine/core";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import { ACCESS_FACTS, OPERATOR_KINDS } from "../domain/facility";
import { FACILITY_STATES } from "../domain/life-cycle";
import type { OperatorKindOfOthers } from "../domain/operator-kind";
import { LINES } from "~/shared/line";
import { type FacilityKind, type ServiceType } from "../domain/service-type";
import { AreaField } from "./area-field";
import { FacilityForm as Schema, problemFrom, type FacilityFormValue, type FormProblem } from "./facility-form-schema";
import { ChoiceField, LongTextField, TextField, TickField } from "./form-fields";
import { FormSection } from "~/ui/forms/form-section";
import { OfferingFields } from "./offering-fields";
import { useActionInCity } from "./own-city";
import { PositionFields } from "./position-fields";
import { RecordFields } from "./record-fields";
import { useRegistryNames } from "./registry-names";

interface FacilityFormProps {
  readonly start: Record<string, unknown>;
  readonly lastResult: SubmissionResult<string[]> | null;
  readonly isNew: boolean;
  /** the version whose differences stand above the form */
  readonly seenVersion?: number | null;
  readonly back: string;
  readonly registry: { readonly types: readonly ServiceType[]; readonly kinds: readonly FacilityKind[] };
  readonly cityCode: string;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
}

const isOfOthers = (problem: FormProblem | null): problem is OperatorKindOfOthers => problem?.kind === "operator-kind-of-others";

/** One form for a facility. It is plain HTML first: rows are added, and problems shown, without scripts too. */
export function FacilityForm({
  start,
  lastResult,
  isNew,
  seenVersion = null,
  back,
  registry,
  cityCode,
  bounds,
  baseMap,
}: FacilityFormProps) {
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const action = useActionInCity(cityCode);
  const isSaving = useNavigation().state === "submitting";
  const [form, fields] = useForm<FacilityFormValue, string[]>({
    id: "facility",
    defaultValue: start as never,
    lastResult,
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: Schema }) as never,
  });
  const anyForm = form as unknown as FormMetadata<Record<string, unknown>, string[]>;
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  const kinds = registry.kinds.map((kind) => ({ value: kind.key, label: names.nameOf(kind) }));
  const yesNo = [{ value: "", label: t("form.unknown") }, ...worded("access", ["yes", "no"])];
  const ofOthers = (lastResult?.error?.["operatorKind"] ?? []).map(problemFrom).find(isOfOthers);
  const isFar = (lastResult?.error?.["x"] ?? []).map(problemFrom).some((problem) => problem?.kind === "far-outside");
  const problems = Object.keys(form.allErrors).length;
  return (
    <Form method="post" action={action} id={form.id} onSubmit={form.onSubmit} noValidate>
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name={fields.version.name} value={String(start["version"] ?? "")} />
      <input type="hidden" name={fields.seenVersion.name} value={seenVersion === null ? "" : String(seenVersion)} />
      <input type="hidden" name={fields.successorOf.name} value={String(start["successorOf"] ?? "")} />
      <Stack gap="lg">
        {problems > 1 && (
          <Alert color="red" role="alert">
            {t("form.problems", { count: problems })}
          </Alert>
        )}
        <FormSection title={t("form.what")}>
          <TextField field={fields.name} label={t("form.name")} required autoComplete="off" />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <ChoiceField field={fields.kindKey} label={t("form.kind")} data={kinds} required />
            <ChoiceField field={fields.line} label={t("form.line")} data={worded("line", LINES)} required />
            <TextField field={fields.operatorName} label={t("form.operatorName")} />
            <ChoiceField
              field={fields.operatorKind}
              label={t("form.operatorKind")}
              data={worded("operatorKind", OPERATOR_KINDS)}
            />
            {ofOthers && (
              <TickField field={fields.changesOperatorKind} label={t("form.changesOperatorKind", { count: ofOthers.others })} />
            )}
            {isNew && (
              <ChoiceField field={fields.state} label={t("form.state")} data={worded("state", FACILITY_STATES.slice(0, 4))} />
            )}
            {isNew && <TextField field={fields.stateFrom} label={t("form.stateFrom")} type="date" required />}
          </SimpleGrid>
          <LongTextField field={fields.note} label={t("form.note")} />
        </FormSection>
        <FormSection title={t("form.where")}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextField field={fields.address} label={t("form.address")} autoComplete="off" />
            <AreaField field={fields.area as FieldMetadata<string>} />
          </SimpleGrid>
          <PositionFields
            fields={fields}
            asksFar={isFar || fields.isFarMeant.value === "on"}
            set={(name, value) => form.update({ name: name as never, value: value as never })}
            cityCode={cityCode}
            bounds={bounds}
            baseMap={baseMap}
          />
        </FormSection>
        <FormSection title={t("form.access")} what={t("form.accessWhat")}>
          <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
            {ACCESS_FACTS.map((fact) => (
              <ChoiceField key={fact} field={fields[fact]} label={t(`access.${fact}`)} data={yesNo} />
            ))}
          </SimpleGrid>
        </FormSection>
        <FormSection title={t("form.offers")} what={t("form.offersWhat")}>
          <TextField
            field={fields.effectiveOn}
            label={t("form.effectiveOn")}
            description={t("form.effectiveOnWhat")}
            type="date"
            required
            w="16rem"
          />
          <OfferingFields form={anyForm} list={fields.offerings as never} types={registry.types} names={names} />
        </FormSection>
        <RecordFields
          form={anyForm}
          documents={fields.documents as never}
          contacts={fields.contacts as never}
          hours={fields.hours as never}
        />
        <Group>
          <Button type="submit" size="md" loading={isSaving}>
            {t("form.save")}
          </Button>
          <Anchor component={Link} to={back}>
            {t("form.cancel")}
          </Anchor>
        </Group>
      </Stack>
    </Form>
  );
}
