import { v7 as newId } from "uuid";
import { expect } from "vitest";
import { saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { sealValue } from "~/platform/sealed-value.server";
import type { TestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, VISITOR, WARDEN, warden } from "./visiting-town";

const LINE = "civil-affairs";

/** A row in every table that keeps something of a resident, each with a mark to be found by. */
export async function everythingOf({ sql }: TestDatabase, id: string, mark: string): Promise<void> {
  const keep = (field: "phone" | "address" | "access-note", value: string) => saveResidentValue(warden, id, field, value);
  for (const [field, value] of [
    ["phone", mark === "甲" ? "13800000001" : "13800000002"],
    ["address", `示例路${mark}号`],
    ["access-note", `示例门禁${mark}`],
  ] as const)
    expect(await keep(field, value)).toMatchObject({ ok: true });
  await sql`INSERT INTO resident_assessment (id, resident_id, grade, assessed_on, expires_on) VALUES (${newId()}, ${id}, 2, '2025-01-02', '2026-01-02')`;
  await sql`INSERT INTO resident_risk_override (id, resident_id, risk, reason, said_by, valid_from) VALUES (${newId()}, ${id}, 'high', ${`示例理由${mark}`}, ${WARDEN.personId}, '2025-01-02')`;
  const [contact, event, plan, report] = [newId(), newId(), newId(), newId()];
  await sql`
    INSERT INTO resident_contact (id, resident_id, name, relation, phone_cipher) VALUES (${contact}, ${id}, ${`示例亲友${mark}`}, 'child',
      ${sealValue(`139000000${mark === "甲" ? "01" : "02"}`, `resident_contact.phone_cipher.${contact}`)})`;
  await sql`INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (${newId()}, ${id}, 'visits', '2025-01-02', 'resident', 'paper')`;
  const [link, agreed] = [newId(), newId()];
  await sql`
    INSERT INTO contact_consent (id, contact_id, given_on, given_by, how, witness, recorded_by)
    VALUES (${agreed}, ${contact}, '2025-01-02', 'resident', 'witness', ${`示例见证${mark}`}, ${WARDEN.personId})`;
  await sql`
    INSERT INTO contact_link (id, resident_id, contact_id, consent_id, secret_hash, made_by, expires_at, openings)
    VALUES (${link}, ${id}, ${contact}, ${agreed}, ${(mark === "甲" ? "a" : "b").repeat(64)}, ${WARDEN.personId}, '2099-01-01', 3)`;
  await sql`
    INSERT INTO family_report (id, resident_id, link_id, relation, city_code, line, area_code, kind, from_on)
    VALUES (${newId()}, ${id}, ${link}, 'child', ${TOWN.code}, ${LINE}, ${EAST}, 'in-hospital', '2025-01-02')`;
  await sql`INSERT INTO resident_absence (id, resident_id, kind, valid_from, valid_to) VALUES (${newId()}, ${id}, 'hospital', '2025-01-02', '2025-01-09')`;
  await sql`INSERT INTO resident_change (id, resident_id, kind, happened_on, recorded_by) VALUES (${newId()}, ${id}, 'fall', '2025-01-02', ${WARDEN.personId})`;
  await sql`INSERT INTO resident_visitor_wish (resident_id, person_id, wish) VALUES (${id}, ${VISITOR.personId}, 'preferred')`;
  await sql`INSERT INTO resident_stay (id, resident_id, valid_from, valid_to, left_reason) VALUES (${newId()}, ${id}, '2022-01-01', '2023-01-01', 'moved')`;
  await sql`
    INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
    VALUES (${newId()}, ${TOWN.code}, ${id}, ${LINE}, ${EAST}, '2025-02-01', '2025-02-28', '2025-02-10', 'rule', 20, true)`;
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, unassigned)
    VALUES (${plan}, ${TOWN.code}, ${EAST}, '2025-02-03', '2025-02-09', 'draft', ${sql.json([{ residentId: id, closesOn: "2025-02-09", cause: "rule" }])})`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes)
    VALUES (${newId()}, ${plan}, ${id}, ${VISITOR.personId}, ${LINE}, ${EAST}, '2025-02-03T02:00:00Z', '2025-02-03T02:20:00Z', 'home', '2025-02-01', '2025-02-28', 'rule', 20)`;
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${event}, ${TOWN.code}, ${id}, ${LINE}, ${EAST}, ${VISITOR.personId}, ${VISITOR.personId}, '2025-01-02T02:00:00Z', 'seen', 'home', 'check', '2025-01-02T02:00:00Z', 20,
      ${sealValue(JSON.stringify({ looked: { mood: "fine", gas: "concern" }, needs: `示例需求${mark}`, note: `示例备注${mark}` }), `visit_event.body_cipher.${event}`)}, ${"0".repeat(64)})`;
  const [finding, order] = [newId(), newId()];
  await sql`INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at) VALUES (${finding}, ${event}, ${id}, ${LINE}, ${EAST}, 'utilities', '2025-01-02T02:00:00Z')`;
  await sql`
    INSERT INTO work_order (id, city_code, line, area_code, source_kind, source_id, topic, class, found_at, due_at, asks_second)
    VALUES (${order}, ${TOWN.code}, ${LINE}, ${EAST}, 'finding', ${finding}, 'utilities', 'utilities', '2025-01-02T02:00:00Z', now(), false)`;
  const [step, picture] = [newId(), newId()];
  await sql`
    INSERT INTO work_order_step (id, order_id, kind, person_id, how, note_cipher)
    VALUES (${step}, ${order}, 'acted', ${VISITOR.personId}, 'repaired', ${sealValue(`示例处置${mark}`, `work_order_step.note_cipher.${step}`)})`;
  await sql`INSERT INTO work_order_photo (id, order_id, added_by, picture_cipher) VALUES (${picture}, ${order}, ${VISITOR.personId}, ${sealValue("AAAA", `work_order_photo.picture_cipher.${picture}`)})`;
  await sql`
    INSERT INTO month_report (id, city_code, line, area_code, month, state, basis) VALUES (${report}, ${TOWN.code}, ${LINE}, ${EAST}, ${mark === "甲" ? "2025-01-01" : "2025-02-01"}, 'draft', 'x')`;
  await sql`INSERT INTO month_correction (id, report_id, resident_id, kind) VALUES (${newId()}, ${report}, ${id}, 'entry')`;
  const [flag, word, sample] = [newId(), newId(), newId()];
  await sql`
    INSERT INTO visit_flag (id, city_code, event_id, line, area_code, author_id, kind, facts)
    VALUES (${flag}, ${TOWN.code}, ${event}, ${LINE}, ${EAST}, ${VISITOR.personId}, 'too-short', ${sql.json({ minutes: 3, limit: 10, by: "floor", others: [newId()] })})`;
  await sql`
    INSERT INTO visit_flag_word (id, flag_id, did, how, note_cipher, said_by)
    VALUES (${word}, ${flag}, 'settled', 'explained', ${sealValue(`示例说明${mark}`, `visit_flag_word.note_cipher.${word}`)}, ${WARDEN.personId})`;
  await sql`
    INSERT INTO visit_callback_sample (id, city_code, line, area_code, month, as_of, size, population, population_hash, seed, event_ids)
    VALUES (${sample}, ${TOWN.code}, ${LINE}, ${EAST}, ${mark === "甲" ? "2025-01-01" : "2025-02-01"}, now(), 1, 1, ${"0".repeat(64)}, 1, ${[event]})`;
  await sql`
    INSERT INTO visit_callback (id, sample_id, event_id, answer, called_by) VALUES (${newId()}, ${sample}, ${event}, 'confirmed', ${WARDEN.personId})`;
  const alarm = newId();
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, visitor_id, ladder, next_at)
    VALUES (${alarm}, ${TOWN.code}, ${LINE}, ${EAST}, 'visit', ${event}, '2025-01-02T02:00:00Z', ${VISITOR.personId}, '[{"who": "visitor"}]', '2999-01-01')`;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, planned_at, done_at, detail)
    VALUES (${newId()}, ${alarm}, 0, 'told', ${VISITOR.personId}, '2025-01-02T02:00:00Z', '2025-01-02T02:01:00Z', '')`;
  const call = newId();
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, planned_at, done_at, detail, callee, said_cipher)
    VALUES (${call}, ${alarm}, 0, 'rang', ${VISITOR.personId}, '2025-01-02T02:02:00Z', '2025-01-02T02:02:00Z', 'reached', 'contact', ${sealValue(
      JSON.stringify({ name: `示例联系人${mark}`, number: "13700000000", words: `示例所说${mark}` }),
      `escalation_step.said_cipher.${call}`,
    )})`;
  const [photo, door] = [newId(), newId()];
  await sql`
    INSERT INTO visit_photo (id, event_id, captured_at, author_id, uploader_id, shows_face, width, height, perceptual_hash, picture_cipher, content_hash)
    VALUES (${photo}, ${event}, '2025-01-02T02:05:00Z', ${VISITOR.personId}, ${VISITOR.personId}, false, 640, 480, 1, ${sealValue("AAAA", `visit_photo.picture_cipher.${photo}`)}, ${"0".repeat(64)})`;
  await sql`
    INSERT INTO visit_position (event_id, record_id, captured_at, author_id, uploader_id, accuracy_metres, distance_metres, position_cipher, content_hash)
    VALUES (${event}, ${newId()}, '2025-01-02T02:05:00Z', ${VISITOR.personId}, ${VISITOR.personId}, 10, 25, ${sealValue("113.6,34.7", `visit_position.position_cipher.${event}`)}, ${"0".repeat(64)})`;
  await sql`
    INSERT INTO resident_door (id, resident_id, code_hash, code_cipher, made_by)
    VALUES (${door}, ${id}, ${(mark === "甲" ? "c" : "d").repeat(64)}, ${sealValue(`示例门码${mark}`, `resident_door.code_cipher.${door}`)}, ${WARDEN.personId})`;
  await sql`
    INSERT INTO care_refusal (id, record_id, kind, key_id, enc, text, sent_hash, why, city_code, line, area_code, author_id, resident_id, uploader_id)
    VALUES (${newId()}, ${newId()}, 'visit', 'k1', 'AA', 'AA', ${(mark === "甲" ? "e" : "f").repeat(64)}, 'too-long-ago', ${TOWN.code}, ${LINE}, ${EAST}, ${VISITOR.personId}, ${id}, ${VISITOR.personId})`;
}
