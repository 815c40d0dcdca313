import { Alert, Anchor, Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { FormSection } from "~/ui/forms/form-section";
import type { BaseMap } from "~/ui/map/base-map";
import { FIRES, LIFTS } from "../domain/premises/premises";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { STAGES } from "../domain/premises/premises-stage";
import type { PremisesField, Typed } from "../domain/premises/premises-typed";
import { MoneyTyped } from "./money-typed";
import { PremisesPositionFields } from "./premises-position-fields";
import { useFieldProblem, usePremisesRefusal } from "./premises-refusal-words";

interface PremisesFormProps {
  readonly typed: Typed;
  readonly refusal: PremisesRefusal | null;
  /** a new one says at which stage it is; a known one moves on its page */
  readonly isNew: boolean;
  readonly back: string;
  readonly cityCode: string;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly baseMap: BaseMap | null;
}

/** All that is written of premises, in five short parts; what was typed stays, whatever was wrong with it. */
export function PremisesForm({ typed, refusal, isNew, back, cityCode, bounds, baseMap }: PremisesFormProps) {
  const { t } = useTranslation("siting");
  const [words, problemWords] = [usePremisesRefusal(), useFieldProblem()];
  const isSending = useNavigation().state !== "idle";
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!refusal) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]");
    first?.scrollIntoView({ block: "center" });
    first?.focus({ preventScroll: true });
  }, [refusal]);
  const problems = refusal?.kind === "fields" ? refusal.problems : {};
  const field = (name: PremisesField, label: string) => ({
    name,
    label,
    defaultValue: typed[name] ?? "",
    error: problemWords(problems[name]),
  });
  const money = (name: PremisesField, label: string) => (
    <div>
      <MoneyTyped at={typed[name] ?? ""}>{(onType) => <TextInput {...field(name, label)} onChange={onType} />}</MoneyTyped>
    </div>
  );
  const choices = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: t(`premises.${prefix}.${key}`) }));
  const under = { inputWrapperOrder: ["label" as const, "input" as const, "description" as const, "error" as const] };
  return (
    <Form method="post" noValidate ref={form}>
      <input type="hidden" name="version" value={typed["version"] ?? ""} />
      <Stack gap="lg">
        {refusal && (
          <Alert color="red" role="alert" tabIndex={-1}>
            {words(refusal)}
          </Alert>
        )}
        <FormSection title={t("premises.part.what")}>
          <TextInput {...field("name", t("premises.name"))} withAsterisk maxLength={200} />
          {isNew && (
            <NativeSelect
              name="stage"
              label={t("premises.stage")}
              data={choices("stages", STAGES)}
              defaultValue={typed["stage"] ?? "survey"}
              maw="16rem"
            />
          )}
          <Textarea {...field("note", t("premises.note"))} autosize minRows={2} />
        </FormSection>
        <FormSection title={t("premises.part.where")} what={t("premises.part.whereWhat")}>
          <AreaEntry {...field("area", t("premises.area"))} description={t("premises.areaWhat")} />
          <TextInput {...field("address", t("premises.address"))} />
          <PremisesPositionFields
            {...{ typed, cityCode, bounds, baseMap }}
            problems={{ x: problemWords(problems.x), y: problemWords(problems.y) }}
          />
        </FormSection>
        <FormSection title={t("premises.part.building")}>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
            <TextInput {...field("areaM2", t("premises.sizeM2"))} inputMode="decimal" />
            <TextInput {...field("floor", t("premises.floor"))} placeholder={t("premises.floorLike")} />
            <NativeSelect
              {...field("lift", t("premises.lift"))}
              data={choices("lifts", LIFTS)}
              defaultValue={typed["lift"] ?? "unknown"}
            />
            <NativeSelect
              {...field("fire", t("premises.fire"))}
              data={choices("fires", FIRES)}
              defaultValue={typed["fire"] ?? "unknown"}
            />
            <TextInput
              {...field("places", t("premises.places"))}
              description={t("premises.placesWhat")}
              inputMode="numeric"
              {...under}
            />
          </SimpleGrid>
        </FormSection>
        <FormSection title={t("premises.part.terms")} what={t("premises.estimates")}>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
            <TextInput {...field("ownership", t("premises.ownership"))} />
            <TextInput {...field("lease", t("premises.lease"))} placeholder="2030-12-31" />
            {money("rent", t("premises.rentYuan"))}
            {money("build", t("premises.buildYuan"))}
            {money("yearly", t("premises.yearlyYuan"))}
          </SimpleGrid>
        </FormSection>
        <FormSection title={t("premises.part.contact")} what={t("premises.part.contactWhat")}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput {...field("contactName", t("premises.contactName"))} autoComplete="off" />
            <TextInput {...field("phone", t("premises.phone"))} inputMode="tel" autoComplete="off" />
          </SimpleGrid>
        </FormSection>
        <Group>
          <Button type="submit" size="md" loading={isSending}>
            {t("premises.save")}
          </Button>
          <Anchor component={Link} to={back} py="xs">
            {t("premises.cancel")}
          </Anchor>
        </Group>
      </Stack>
    </Form>
  );
}
