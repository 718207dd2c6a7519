CREATE TABLE trial (id int);
