//! The bundled tables are what they say they are, and defects are named with file, line and column.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use compute_anxiety::bundled;
use compute_anxiety::data::{self, attention, bundle, race, stock, table::Problem};
use compute_anxiety::model::day::Day;
use sha2::{Digest, Sha256};

fn package() -> serde_json::Value {
    serde_json::from_str(include_str!("../public/data/datapackage.json")).unwrap()
}

#[test]
fn the_bundled_tables_parse() {
    let data = bundled::data().unwrap();
    assert_eq!(data.stock.split.days.len(), 3_588);
    assert_eq!(data.race.len(), 21);
    assert_eq!(data.race.iter().filter(|c| c.seconds.is_some()).count(), 17);
    assert_eq!(data.attention.board.starts.len(), 32);
    assert_eq!(data.attention.news.starts.len(), 18);
    assert_eq!(data.chips.len(), 7);
    assert_eq!(data.models.frontier.len(), 27);
    assert_eq!(data.models.days.len(), 392);
    assert_eq!(data.installed.quarters.len(), 17);
    assert_eq!(data.gap.len(), 15);
    assert_eq!(data.later.power.len(), 2);
    assert_eq!(data.timeline.len(), 24);
}

#[test]
fn the_bundle_holds_every_table_value_for_value() {
    let read = |file: &str| std::fs::read_to_string(format!("public/data/{file}"));
    assert!(bundled::data().unwrap() == data::parse(read).unwrap());
}

#[test]
fn a_damaged_bundle_is_an_error_not_a_panic() {
    let bytes = bundle::pack(&bundled::data().unwrap()).unwrap();
    for cut in (0..bytes.len()).step_by(97) {
        assert!(bundle::unpack(&bytes[..cut]).is_err());
    }
    assert!(bundle::unpack(&[bytes, vec![0]].concat()).is_err());
    let mut shorter = bundled::data().unwrap();
    shorter.stock.split.days.pop();
    assert!(bundle::unpack(&bundle::pack(&shorter).unwrap()).is_err());
}

#[test]
fn what_would_not_survive_packing_stops_the_build() {
    let data = bundled::data().unwrap();
    for close in [1e300, 9_007_199_254_740_993_000.0, 0.123_456] {
        let mut wild = data.clone();
        wild.peers.values[0][0] = close;
        assert!(bundle::pack(&wild).is_err(), "{close}");
    }
    // A power of ten below what the bundle's have room for.
    for flop in [1e-127, 1.234e-126, 1e-300] {
        let mut wild = data.clone();
        wild.models.flop[0] = flop;
        assert!(bundle::pack(&wild).is_err(), "{flop}");
    }
    // Closes so far apart that no ratio predicts one from the other.
    let mut wild = data;
    wild.stock.split.values[..3].copy_from_slice(&[1e-5, 9e10, 1e-5]);
    wild.stock.dividend.values[..3].copy_from_slice(&[9e10, 1e-5, 9e10]);
    assert!(bundle::unpack(&bundle::pack(&wild).unwrap()).unwrap() == wild);
}

#[test]
fn datapackage_describes_every_file_with_its_checksum_header_and_rows() {
    let package = package();
    let resources = package["resources"].as_array().unwrap();
    let mut listed: Vec<_> =
        resources.iter().map(|r| r["path"].as_str().unwrap().to_string()).collect();
    listed.sort();
    let mut present: Vec<_> = std::fs::read_dir("public/data")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    present.sort();
    assert_eq!(listed, present);
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = std::fs::read(format!("public/data/{path}")).unwrap();
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{path}: bytes differ");
        assert_eq!(resource["bytes"].as_u64().unwrap() as usize, bytes.len());
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(Into::into).collect();
        let fields: Vec<String> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["name"].as_str().unwrap().into())
            .collect();
        assert_eq!(header, fields, "{path}: header and schema differ");
        assert_eq!(reader.records().count() as u64, resource["rows"].as_u64().unwrap());
        for key in ["title", "source", "license", "coverage", "retrieved", "caveat"] {
            assert!(resource[key].as_str().is_some_and(|t| !t.is_empty()), "{path} lacks {key}");
        }
    }
}

#[test]
fn every_cell_has_the_type_its_schema_states() {
    for resource in package()["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let mut reader = csv::Reader::from_path(format!("public/data/{path}")).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        for record in reader.records() {
            for (cell, field) in record.unwrap().iter().zip(fields) {
                let fits = match field["type"].as_str().unwrap() {
                    "number" | "integer" => cell.is_empty() || cell.parse::<f64>().is_ok(),
                    "date" => cell.parse::<Day>().is_ok(),
                    _ => true,
                };
                assert!(fits, "{path}: {cell:?} is no {field}");
            }
        }
    }
}

/// A bad table, and the line and column that the error must name.
fn defect(text: &str) -> (u64, String, Problem) {
    let error = stock::parse(text).unwrap_err();
    assert_eq!(error.file, "nvda_daily.csv");
    (error.line, error.column, error.problem)
}

const HEADER: &str = "date,close_usd,close_dividend_adjusted_usd\n";

#[test]
fn a_malformed_row_is_named_with_its_line() {
    let (line, _, problem) = defect(&format!("{HEADER}2012-01-03,1,1\n2012-01-04,1\n"));
    assert_eq!((line, problem), (3, Problem::Malformed("2 fields where the header has 3".into())));
}

#[test]
fn a_cell_of_the_wrong_kind_is_named_with_its_column() {
    for (row, column) in [
        ("2012-13-03,1,1", "date"),
        ("2012-01-03,NaN,1", "close_usd"),
        ("2012-01-03,-1,1", "close_usd"),
        ("2012-01-03,1,", "close_dividend_adjusted_usd"),
        ("2012-01-03,1.123456,1", "close_usd"),
        ("2012-01-03,1e300,1", "close_usd"),
    ] {
        let (line, named, problem) = defect(&format!("{HEADER}{row}\n"));
        assert_eq!((line, named.as_str()), (2, column));
        assert!(matches!(problem, Problem::Expected { .. }));
    }
}

#[test]
fn days_must_ascend_once_each_and_without_gaps() {
    let two = |second: &str| defect(&format!("{HEADER}2012-01-03,1,1\n{second},1,1\n")).2;
    assert!(matches!(two("2012-01-03"), Problem::Duplicate(_)));
    assert!(matches!(two("2012-01-02"), Problem::OutOfOrder { .. }));
    assert_eq!(two("2012-02-03"), Problem::Gap { days: 31, most: 5 });
}

#[test]
fn a_table_without_rows_or_columns_is_refused() {
    assert_eq!(defect(HEADER).2, Problem::NoRows);
    assert_eq!(defect("date,close\n2012-01-03,1\n").2, Problem::MissingColumn);
    assert_eq!(defect("").2, Problem::MissingColumn);
}

#[test]
fn a_missing_quarter_and_more_hits_than_titles_are_refused() {
    let table = |rows: &str| {
        attention::parse_board(&format!("period,n_titles,compute,algorithm,data,note\n{rows}"))
    };
    assert!(table("2018Q1,10,1,1,1,\n2018Q2,10,1,1,1,\n").is_ok());
    assert!(matches!(
        table("2018Q1,10,1,1,1,\n2018Q3,10,1,1,1,\n").unwrap_err().problem,
        Problem::Gap { days: 181, most: 93 }
    ));
    assert_eq!(table("2018Q1,10,11,1,1,\n").unwrap_err().column, "compute");
    assert_eq!(table("2018Q5,10,1,1,1,\n").unwrap_err().column, "period");
}

#[test]
fn counts_so_large_that_their_sum_is_no_number_are_refused() {
    let text = "month,outlet,n_urls,compute,algorithm,data\n\
                2022-07,a,1e308,1,1,1\n2022-07,b,1e308,1,1,1\n";
    let error = attention::parse_news(text).unwrap_err();
    assert_eq!((error.line, error.column.as_str()), (2, "n_urls"));
}

#[test]
fn an_order_of_arrival_that_the_times_contradict_is_refused() {
    let text = "arrival_order,driver,make,powertrain,status,elapsed_s\n\
                1,A,,steam,finished,200\n2,B,,petrol,finished,100\n";
    let jury =
        "driver,handled_alone,safe,cheap_to_run\nA,no,unknown,unknown\nB,yes,unknown,unknown\n";
    let error = race::parse(text, jury).unwrap_err();
    assert_eq!((error.line, error.column.as_str()), (3, "elapsed_s"));
    assert!(error.to_string().contains("race_1894.csv, line 3, column elapsed_s"));
    let text = "arrival_order,driver,make,powertrain,status,elapsed_s\n\
                ,A,,steam,retired,\n2,B,,petrol,finished,100\n";
    assert_eq!(race::parse(text, jury).unwrap_err().column, "status");
}
