//! SQL statements that bytes pick from a small grammar: nearly all of them are well formed, so that they get past the parser.

/// How deep queries stand in queries.
const DEPTH_MAX: usize = 3;

const TABLES: &[&str] =
    &["documents", "sentences", "mentions", "entities", "duplicates", "quarantine", "t", "'a.parquet'", "x.documents"];
const COLUMNS: &[&str] = &[
    "*",
    "doc_id",
    "text",
    "zone",
    "source_path",
    "position",
    "title",
    "published_at",
    "entity_type",
    "score",
    "n",
    "1",
    "t.*",
];
const VALUES: &[&str] = &[
    "NULL",
    "1",
    "0",
    "-1",
    "2.5",
    "1e308",
    "'a'",
    "'%'",
    "''",
    "TRUE",
    "doc_id",
    "text",
    "zone",
    "score",
    "DATE '2022-01-20'",
    "[1, 2]",
    "9223372036854775807",
    "COUNT(*)",
    "t.n",
];
const OPERATORS: &[&str] =
    &["=", "<>", "<", "+", "-", "*", "/", "%", "AND", "OR", "LIKE", "||", "IS DISTINCT FROM", "~", "::INT +"];
const FUNCTIONS: &[&str] = &[
    "count",
    "sum",
    "min",
    "max",
    "avg",
    "upper",
    "length",
    "abs",
    "round",
    "coalesce",
    "strptime",
    "substr",
    "left",
    "strpos",
    "concat",
    "array_agg",
    "unnest",
    "date_part",
    "median",
    "first",
    "stddev",
    "read_csv",
    "sign",
    "reverse",
    "row_number",
];
const COMMENTS: &[&str] = &["", "", "", " ", "-- a\n", "/* a */", "/* /* b */ SELECT */", "(", ";", "\u{a0}"];

/// The statement that these bytes pick.
pub(crate) fn picked(bytes: &[u8]) -> String {
    let mut picker = Picker { bytes: bytes.iter(), out: String::new() };
    picker.statement();
    picker.out
}

/// Writes a statement; at each fork the next byte says where to go, and without bytes the first way is taken.
struct Picker<'b> {
    bytes: std::slice::Iter<'b, u8>,
    out: String,
}

impl Picker<'_> {
    fn fork(&mut self, ways: usize) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte) % ways)
    }

    fn one_of(&mut self, words: &[&str]) {
        let at = self.fork(words.len());
        self.word(words[at]);
    }

    fn word(&mut self, word: &str) {
        self.out.push_str(word);
        self.out.push(' ');
    }

    fn maybe(&mut self, then: impl FnOnce(&mut Self)) {
        if self.fork(2) == 1 {
            then(self);
        }
    }

    fn statement(&mut self) {
        self.one_of(COMMENTS);
        match self.fork(12) {
            0..=5 => self.query(0),
            6 => {
                self.one_of(&[
                    "EXPLAIN",
                    "EXPLAIN ANALYZE",
                    "EXPLAIN VERBOSE",
                    "DESCRIBE",
                    "DESC",
                    "EXPLAIN (FORMAT x)",
                ]);
                self.one_of(COMMENTS);
                self.statement_or_table();
            }
            7 => self.one_of(&["SHOW TABLES", "SHOW", "SHOW COLUMNS FROM documents", "SHOW CREATE TABLE documents"]),
            8 => {
                self.word("WITH t AS (");
                self.query(1);
                self.word(")");
                self.one_of(&[
                    "SELECT * FROM t",
                    "DELETE FROM documents",
                    "INSERT INTO documents SELECT * FROM t",
                    "TABLE t",
                ]);
            }
            9 => {
                self.query(1);
                self.one_of(&[";", "; DROP TABLE documents", "UNION ALL", "FOR UPDATE", "INTO OUTFILE 'a'"]);
                self.query(1);
            }
            _ => self.change(),
        }
        self.one_of(COMMENTS);
    }

    fn statement_or_table(&mut self) {
        match self.fork(3) {
            0 => self.query(1),
            1 => self.change(),
            _ => self.one_of(TABLES),
        }
    }

    fn change(&mut self) {
        self.one_of(&[
            "DELETE FROM",
            "DROP TABLE",
            "TRUNCATE TABLE",
            "CREATE TABLE y AS SELECT * FROM",
            "INSERT INTO y SELECT * FROM",
            "COPY",
            "ALTER TABLE",
            "UPDATE",
            "ATTACH DATABASE",
            "SELECT * INTO y FROM",
            "SET a =",
            "PRAGMA",
            "LOAD",
        ]);
        self.one_of(TABLES);
    }

    fn query(&mut self, depth: usize) {
        self.one_of(&["SELECT", "SELECT", "SELECT DISTINCT", "SELECT ALL", "VALUES", "TABLE", "(SELECT", "SELECT*,"]);
        if self.out.ends_with("VALUES ") {
            self.word("(");
            self.value(depth);
            self.word(")");
            return;
        }
        if self.out.ends_with("TABLE ") {
            return self.one_of(TABLES);
        }
        let closes = self.out.ends_with("(SELECT ");
        match self.fork(2) {
            0 => self.one_of(COLUMNS),
            _ => self.value(depth),
        }
        self.maybe(|picker| picker.word("AS n"));
        self.maybe(|picker| {
            picker.word(",");
            picker.value(depth);
        });
        self.word("FROM");
        self.source(depth);
        self.maybe(|picker| {
            picker.one_of(&["JOIN", "LEFT JOIN", "CROSS JOIN", "NATURAL JOIN", ",", "SEMI JOIN"]);
            picker.source(depth);
            picker.one_of(&["", "ON t.doc_id = documents.doc_id", "USING (doc_id)"]);
        });
        self.maybe(|picker| {
            picker.word("WHERE");
            picker.value(depth);
        });
        self.maybe(|picker| {
            picker.one_of(&["GROUP BY zone", "GROUP BY 1", "GROUP BY ALL", "GROUP BY doc_id HAVING n > 1"])
        });
        self.maybe(|picker| {
            picker.one_of(&["ORDER BY 1", "ORDER BY n DESC NULLS LAST", "ORDER BY ALL", "ORDER BY score"])
        });
        self.maybe(|picker| picker.one_of(&["LIMIT 1", "LIMIT 0", "OFFSET 9", "FETCH FIRST 2 ROWS ONLY", "LIMIT -1"]));
        if closes {
            self.word(")");
        }
        self.maybe(|picker| {
            if depth < DEPTH_MAX {
                picker.one_of(&["UNION", "UNION ALL", "EXCEPT", "INTERSECT", "UNION ALL BY NAME"]);
                picker.query(depth + 1);
            }
        });
    }

    fn source(&mut self, depth: usize) {
        match self.fork(6) {
            0..=3 => self.one_of(TABLES),
            4 if depth < DEPTH_MAX => {
                self.word("(");
                self.query(depth + 1);
                self.word(") t");
            }
            _ => self.one_of(&[
                "read_csv('a.csv')",
                "read_parquet('documents')",
                "unnest([1, 2]) t",
                "documents t",
                "sentences AS t (n)",
            ]),
        }
    }

    fn value(&mut self, depth: usize) {
        match self.fork(9) {
            0..=2 => self.one_of(VALUES),
            3 | 4 if depth < DEPTH_MAX => {
                self.value(depth + 1);
                self.one_of(OPERATORS);
                self.value(depth + 1);
            }
            5 if depth < DEPTH_MAX => {
                self.one_of(FUNCTIONS);
                self.word("(");
                self.value(depth + 1);
                self.word(")");
                self.maybe(|picker| picker.word("OVER (PARTITION BY zone ORDER BY doc_id)"));
            }
            6 if depth < DEPTH_MAX => {
                self.word("CASE WHEN");
                self.value(depth + 1);
                self.word("THEN");
                self.value(depth + 1);
                self.word("END");
            }
            7 if depth < DEPTH_MAX => {
                self.one_of(&["CAST(", "TRY_CAST("]);
                self.value(depth + 1);
                self.one_of(&["AS INT)", "AS VARCHAR)", "AS DATE)", "AS DOUBLE)", "AS BOOLEAN)", "AS TIMESTAMP)"]);
            }
            8 if depth < DEPTH_MAX => {
                self.one_of(&["zone IN (", "EXISTS (", "(", "doc_id NOT IN (", "ANY ("]);
                self.query(depth + 1);
                self.word(")");
            }
            _ => self.one_of(COLUMNS),
        }
    }
}
