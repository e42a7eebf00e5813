create table host_customer (name varchar(50) primary key);
insert into host_customer (name) values ('Grace');
