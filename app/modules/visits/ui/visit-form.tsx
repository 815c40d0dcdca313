import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DANGER_SIGNS } from "../domain/danger-signs";
import {
  CIRCUMSTANCES,
  CONDITIONS,
  FINDING_KINDS,
  HOME_PARTS,
  LOOKED,
  MOST_TEXT,
  VISIT_CHANNELS,
  VISIT_OUTCOMES,
  VISIT_PURPOSES,
} from "../domain/visit-log";

interface VisitFormProps {
  /** made once with the form: a double click, or sending again, is the same visit */
  readonly made: { readonly clientId: string; readonly capturedAt: string; readonly beganAt: string };
  readonly resident: { readonly id: string; readonly name: string };
  readonly who: {
    readonly people: readonly { readonly id: string; readonly name: string }[];
    readonly usual: string;
  } | null;
  readonly cityCode: string;
  readonly timeZone: string;
  /** why it was not saved, with everything that was typed */
  readonly refused: {
    readonly refusal: string;
    readonly typed: Readonly<Record<string, readonly string[] | undefined>>;
    /** the visit there is in the same minutes: is it the same? */
    readonly there: {
      readonly beganAt: string;
      readonly outcome: string;
      readonly minutes: number;
      readonly who: string | null;
    } | null;
  } | null;
}

/** What a visit found, in the order it is told: how it went, how they were, the home, what is needed, what is wrong. */
export function VisitForm({ made, resident, who, cityCode, timeZone, refused }: VisitFormProps) {
  const { t, i18n } = useTranslation(["visits", "care"]);
  const there = refused?.there ?? null;
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone },
  });
  const typed = (name: string): string | undefined => refused?.typed[name]?.[0];
  const unchosen = { value: "", label: t("form.choose") };
  const choices = {
    outcome: [unchosen, ...VISIT_OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))],
    channel: [unchosen, ...VISIT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))],
    purpose: [unchosen, ...VISIT_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))],
  };
  const looked = (title: string, parts: readonly string[]) => (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t(`form.${title}`)}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 5 }}>
        {parts.map((part) => (
          <NativeSelect
            key={part}
            name={`looked.${part}`}
            label={t(`looked.${part}`)}
            defaultValue={typed(`looked.${part}`)}
            data={[
              { value: "", label: t("form.notSaid") },
              ...[...LOOKED].reverse().map((value) => ({ value, label: t(`lookedIs.${value}`) })),
            ]}
          />
        ))}
      </SimpleGrid>
    </section>
  );
  return (
    <Form
      method="post"
      action={`/visits/log/new?city=${cityCode}&resident=${resident.id}&form=${made.clientId}`}
      className="surface"
      style={{ padding: "1rem" }}
    >
      <input type="hidden" name="clientId" value={typed("clientId") ?? made.clientId} />
      <input type="hidden" name="capturedAt" value={typed("capturedAt") ?? made.capturedAt} />
      <input type="hidden" name="resident" value={resident.id} />
      <Stack gap="lg">
        {refused && (
          <Alert color="red" role="alert">
            {t(`refusal.${refused.refusal}`)} {!there && t("form.kept")}
            {there && (
              <>
                <Text size="sm">
                  {t("form.same", {
                    ...{ at: time.format(new Date(there.beganAt)), minutes: there.minutes },
                    ...{ outcome: t(`outcome.${there.outcome}`), who: there.who ?? t("due.somebody") },
                  })}
                </Text>
                <Checkbox mt="xs" name="another" value="yes" label={t("form.another")} />
              </>
            )}
          </Alert>
        )}
        <Text fw={650}>{t("form.whom", { name: resident.name })}</Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {who && who.people.length > 0 && (
            <NativeSelect
              name="author"
              label={t("form.author")}
              defaultValue={typed("author") ?? who.usual}
              data={[
                { value: "", label: t("form.authorSelf") },
                ...who.people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          {(["outcome", "channel", "purpose"] as const).map((name) => (
            <NativeSelect
              key={name}
              name={name}
              label={t(`form.${name}`)}
              data={choices[name]}
              defaultValue={typed(name)}
              required
            />
          ))}
          <TextInput
            type="datetime-local"
            name="beganAt"
            label={t("form.beganAt")}
            description={t("form.beganAtWhat")}
            defaultValue={typed("beganAt") ?? made.beganAt}
            required
          />
          <TextInput name="minutes" label={t("form.minutes")} inputMode="numeric" defaultValue={typed("minutes")} required />
        </SimpleGrid>
        {looked("condition", CONDITIONS)}
        {looked("home", HOME_PARTS)}
        {looked("circumstances", CIRCUMSTANCES)}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Textarea
            name="needs"
            label={t("form.needs")}
            defaultValue={typed("needs")}
            maxLength={MOST_TEXT}
            autosize
            minRows={2}
          />
          <Textarea name="note" label={t("form.note")} defaultValue={typed("note")} maxLength={MOST_TEXT} autosize minRows={2} />
        </SimpleGrid>
        <Checkbox.Group
          label={t("form.findings")}
          description={t("form.findingsWhat")}
          defaultValue={[...(refused?.typed["finding"] ?? [])]}
        >
          <Group mt="xs">
            {FINDING_KINDS.map((kind) => (
              <Checkbox key={kind} name="finding" value={kind} label={t(`finding.${kind}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group
          label={t("form.danger")}
          description={t("form.dangerWhat")}
          defaultValue={[...(refused?.typed["danger"] ?? [])]}
        >
          <Group mt="xs">
            {DANGER_SIGNS.map((sign) => (
              <Checkbox key={sign} name="danger" value={sign} label={t(`care:danger.sign.${sign}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox name="device" value="paper" label={t("paper.fromPaper")} defaultChecked={typed("device") === "paper"} />
        <Group>
          <Button type="submit">{t("form.save")}</Button>
          <Anchor component={Link} to="/visits/due">
            {t("form.back")}
          </Anchor>
          <Anchor component={Link} to={`/visits/log/form?city=${cityCode}&resident=${resident.id}`}>
            {t("paper.link")}
          </Anchor>
        </Group>
      </Stack>
    </Form>
  );
}
