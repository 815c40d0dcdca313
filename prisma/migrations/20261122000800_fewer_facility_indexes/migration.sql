-- Search reads the bigram index. Nothing asks for trigrams of a name, and every written facility paid for them.
DROP INDEX IF EXISTS "facility_name_trigrams";
