CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R');
CREATE TABLE film (
    film_id serial PRIMARY KEY,
    title varchar(255) NOT NULL,
    "releaseYear" smallint,
    rental_rate numeric(4, 2) NOT NULL DEFAULT 4.99,
    length_minutes integer NOT NULL,
    rating mpaa_rating,
    fulltext tsvector NOT NULL
);
COMMENT ON TABLE film IS 'What can be rented';
COMMENT ON COLUMN film.rental_rate IS 'For three days';
