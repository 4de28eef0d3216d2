CREATE SEQUENCE order_number START WITH 100;
CREATE TABLE scalar (
    id integer AUTO_INCREMENT PRIMARY KEY,
    truth boolean NOT NULL,
    bit_one bit(1) NOT NULL,
    tiny tinyint NOT NULL,
    tiny_u tinyint unsigned NOT NULL,
    small smallint NOT NULL,
    small_u smallint unsigned NOT NULL,
    medium mediumint NOT NULL,
    number integer NOT NULL,
    number_u integer unsigned NOT NULL,
    big bigint NOT NULL,
    big_u bigint unsigned NOT NULL,
    single float NOT NULL,
    twice double NOT NULL,
    amount decimal(12, 3) NOT NULL,
    title varchar(20) NOT NULL,
    code char(5),
    words text,
    book longtext,
    token uuid,
    day date,
    at time,
    at_us time(6),
    moment datetime,
    moment_us datetime(6),
    stamp timestamp NULL,
    released year,
    bytes varbinary(100),
    fixed binary(4),
    data blob,
    doc json,
    rating enum('G', 'PG', 'PG-13', 'it''s ok', 'class', '13', 'a b', 'größe') NOT NULL,
    features set('Trailers', 'Commentaries', 'Deleted Scenes'),
    host4 inet4,
    host inet6,
    flags bit(8),
    place point
) COMMENT 'Every scalar */ \\u0041 @since <b>1</b> & {@link Nothing} \\';
ALTER TABLE scalar MODIFY title varchar(20) NOT NULL COMMENT '*/ int x; /* \\u000a class \\\\u';
INSERT INTO scalar (truth, bit_one, tiny, tiny_u, small, small_u, medium, number, number_u, big, big_u, single, twice, amount, title, code, words, book, token, day, at, at_us, moment, moment_us, stamp, released, bytes, fixed, data, doc, rating, features, host4, host) VALUES
    (true, b'1', 1, 255, 2, 65535, 3, 4, 4294967295, 5, 18446744073709551615, 1.5, 2.25, 12.345, 'one', 'ab', 'some words', 'a book', '018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f', '2024-02-29', '12:34:56', '12:34:56.123456', '2024-02-29 12:34:56', '2024-02-29 12:34:56.123456', '2024-02-29 12:34:56', 1999, x'00ff10', x'01020304', x'01', '{"a": [1, 2]}', 'PG-13', 'Trailers,Deleted Scenes', '10.0.0.1', '::1'),
    (false, b'0', -128, 0, -32768, 0, -8388608, -2147483648, 0, -9223372036854775808, 0, -0.125, 1e300, -0.001, 'two', NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'G', NULL, NULL, NULL),
    (true, b'1', 127, 1, 32767, 1, 8388607, 2147483647, 1, 9223372036854775807, 1, 0.5, 4.9e-300, 999999999.999, 'three', 'abcde', 'line', '', '00000000-0000-0000-0000-000000000000', '1970-01-02', '00:00:00', '23:59:59.999999', '1999-12-31 23:59:59', '2000-01-01 00:00:00', '2000-01-01 00:00:00', 2155, x'', x'00000000', x'', 'null', 'it''s ok', '', '255.255.255.255', '2001:db8::1');

CREATE TABLE made (
    id bigint AUTO_INCREMENT PRIMARY KEY,
    name varchar(50) NOT NULL,
    priority integer NOT NULL DEFAULT 5,
    note varchar(50) DEFAULT 'none',
    nothing varchar(50) DEFAULT NULL,
    created datetime(6) NOT NULL DEFAULT current_timestamp(6),
    number bigint NOT NULL DEFAULT nextval(order_number),
    twice integer GENERATED ALWAYS AS (priority * 2) STORED,
    half integer GENERATED ALWAYS AS (priority DIV 2) VIRTUAL,
    shout varchar(50)
);
CREATE TRIGGER made_insert BEFORE INSERT ON made FOR EACH ROW SET NEW.shout = upper(NEW.name);
CREATE TRIGGER made_update BEFORE UPDATE ON made FOR EACH ROW SET NEW.shout = upper(NEW.name);
INSERT INTO made (name, priority, note) VALUES ('one cat', 1, NULL), ('two dogs', 2, 'two');
INSERT INTO made (name) VALUES ('three');

CREATE TABLE line (
    order_id bigint NOT NULL,
    position smallint NOT NULL AUTO_INCREMENT,
    article varchar(10) NOT NULL UNIQUE,
    quantity decimal(8, 2) NOT NULL,
    PRIMARY KEY (order_id, position),
    KEY (position)
);
INSERT INTO line (order_id, position, article, quantity) VALUES (1, 1, 'a', 1), (1, 2, 'b', 2.5), (2, 1, 'c', 3);

CREATE TABLE key_of_text (code varchar(10) PRIMARY KEY, name text);
CREATE TABLE key_of_number (id integer PRIMARY KEY, name text);
CREATE TABLE key_of_decimal (id decimal(10, 2) PRIMARY KEY, name text);
CREATE TABLE key_of_day (day date PRIMARY KEY, name text);
CREATE TABLE key_of_moment (at datetime(6) PRIMARY KEY, name text);
CREATE TABLE key_of_enum (rating enum('G', 'PG-13') PRIMARY KEY, name text);
CREATE TABLE key_of_uuid (id uuid PRIMARY KEY DEFAULT uuid(), name text);
CREATE TABLE key_of_bytes (bytes binary(4) PRIMARY KEY, name text);
CREATE TABLE key_of_many (a integer, b varchar(10), c date, name text, PRIMARY KEY (c, a, b));
INSERT INTO key_of_text VALUES ('a', 'x'), ('b', 'y'), ('', NULL);
INSERT INTO key_of_number VALUES (1, 'x'), (-5, 'y'), (7, NULL);
INSERT INTO key_of_decimal VALUES (1.50, 'x'), (2, 'y');
INSERT INTO key_of_day VALUES ('2024-02-29', 'x'), ('1970-01-01', 'y');
INSERT INTO key_of_moment VALUES ('2024-02-29 12:00:00.5', 'x'), ('1970-01-01 00:00', 'y');
INSERT INTO key_of_enum VALUES ('PG-13', 'x'), ('G', 'y');
INSERT INTO key_of_uuid VALUES ('018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f', 'x'), ('00000000-0000-0000-0000-000000000001', 'y');
INSERT INTO key_of_bytes VALUES (x'00', 'x'), (x'ff', 'y');
INSERT INTO key_of_many VALUES (1, 'a', '2024-02-29', 'x'), (2, 'b', '2024-03-01', 'y');

CREATE TABLE no_key (a integer NOT NULL, b text);
INSERT INTO no_key VALUES (1, 'x'), (1, 'x'), (2, NULL);
CREATE TABLE unique_key (a integer NOT NULL UNIQUE, b text, c varchar(9) NOT NULL, d varchar(9) NOT NULL, UNIQUE (c, d));
INSERT INTO unique_key VALUES (1, 'x', 'c', 'd'), (2, NULL, 'c', 'e');
CREATE VIEW rated AS SELECT id, rating, doc, features FROM scalar;

CREATE TABLE `order` (id integer AUTO_INCREMENT PRIMARY KEY, `class` text, `record` text, `var` integer NOT NULL, `true` boolean NOT NULL, `_` text, `__` text, `int` integer);
INSERT INTO `order` (`class`, `record`, `var`, `true`, `_`, `int`) VALUES ('a', 'b', 1, true, 'c', 2), ('d', 'e', 3, false, 'f', 4);
CREATE TABLE `Odd Table` (`1st column` integer PRIMARY KEY, `a_b` text, `aB` text, `größe` decimal(5, 1), `$` text, `$1` text, `with "quotes" \ and \u0041` text, `UPPER_CASE` text, `*/` text, `表` text);
INSERT INTO `Odd Table` VALUES (1, 'a', 'b', 1.5, 'd', 'e', 'f', 'g', 'h', 'i'), (2, 'n', 'o', 2.5, 'q', 'r', 's', 't', 'u', 'v');
CREATE TABLE a_b (id integer PRIMARY KEY);
CREATE TABLE aB (id integer PRIMARY KEY);
CREATE TABLE AB (id integer PRIMARY KEY);
CREATE TABLE `table` (id integer PRIMARY KEY, `string` enum('a', 'b'), `table` enum('c'), object text);
INSERT INTO `table` VALUES (1, 'a', 'c', 'x'), (2, 'b', NULL, 'y');

CREATE TABLE customer (
    id integer PRIMARY KEY,
    name varchar(20) NOT NULL,
    referred_by integer,
    FOREIGN KEY (referred_by) REFERENCES customer (id)
);
INSERT INTO customer (id, name, referred_by) VALUES (1, 'Ann', NULL), (2, 'Bob', 1), (3, 'Eve', 1);

CREATE TABLE part (
    code varchar(8) PRIMARY KEY,
    title varchar(20) NOT NULL
);
INSERT INTO part (code, title) VALUES ('lamp', 'A lamp'), ('desk', 'A desk');

CREATE TABLE part_supplier (
    part_code varchar(8) NOT NULL,
    supplier_id integer NOT NULL,
    days integer NOT NULL,
    PRIMARY KEY (part_code, supplier_id),
    FOREIGN KEY (part_code) REFERENCES part (code),
    FOREIGN KEY (supplier_id) REFERENCES customer (id)
);
INSERT INTO part_supplier (part_code, supplier_id, days) VALUES ('lamp', 2, 3), ('desk', 3, 4);

CREATE TABLE purchase (
    purchase_id bigint PRIMARY KEY,
    customer_id integer NOT NULL,
    payer integer,
    FOREIGN KEY (customer_id) REFERENCES customer (id),
    FOREIGN KEY (payer) REFERENCES customer (id)
);
INSERT INTO purchase (purchase_id, customer_id, payer) VALUES (7, 1, NULL), (8, 2, 1);

CREATE TABLE purchase_line (
    purchase_id bigint NOT NULL,
    number integer NOT NULL,
    part_code varchar(8) NOT NULL,
    supplier_id integer NOT NULL,
    PRIMARY KEY (purchase_id, number),
    FOREIGN KEY (purchase_id) REFERENCES purchase (purchase_id),
    FOREIGN KEY (part_code) REFERENCES part (code),
    FOREIGN KEY (part_code, supplier_id) REFERENCES part_supplier (part_code, supplier_id)
);
INSERT INTO purchase_line (purchase_id, number, part_code, supplier_id) VALUES (7, 1, 'lamp', 2), (8, 1, 'desk', 3);

CREATE TABLE delivery (
    id integer PRIMARY KEY,
    line_purchase bigint,
    line_number integer,
    FOREIGN KEY (line_purchase, line_number) REFERENCES purchase_line (purchase_id, number)
);
INSERT INTO delivery (id, line_purchase, line_number) VALUES (1, 7, 1), (2, NULL, NULL), (3, 8, 1);
