#!/bin/sh
# The training tables of the real cases, from the files of the shared data, by the executables: what a user would run.
# usage: datasets.sh BIN SHARED OUT     BIN holds oceanml-access and oceanml-dataset, SHARED/data the files, OUT takes the tables
set -eu
bin=$1 data=$2/data out=$3
mkdir -p "$out"
dataset=$bin/oceanml-dataset

# Sea surface pCO2 of the South China Sea in ten summers with a satellite estimate of the same summer; one summer held out at a time.
"$dataset" "$data/carbon/south_china_sea_pco2_RSdata.csv" --stack 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 --stack-as satellite_pco2 --stack-by year \
    --stack-labels 2000,2001,2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014 --features satellite_pco2 --keep year --output "$out/satellite_pco2.parquet"
"$dataset" "$data/carbon/south_china_sea_pco2_OBdata.csv" --stack 1,2,3,4,5,6,7,8,9,10,11,12,13 --stack-as pco2 --stack-by year \
    --stack-labels 2000,2001,2004,2005,2006,2007,2008,2009,2012,2014,2015,2016,2017 --join "$out/satellite_pco2.parquet" --join-by year,place --join-km 1 \
    --features satellite_pco2 --derive position --targets pco2 --split column:year --leakage "$out/pco2.leakage.json" --output "$out/pco2.parquet"

# Sea temperature at buoy 46026 from the week of wind and air temperature before it (means of six hours), as a sequence.
"$dataset" "$data/moored/ndbc/46026_2005.csv" --resample 6h --derive 'window(wspd,atmp,28) season' --targets wtmp --output "$out/ndbc.parquet"

# Blooms at MAREL Carnot one to five days ahead: fluorescence above 5 for two days or longer; each bloom held out with the calm around it.
# Boosted trees take the missing values of the nutrients; above() is the state today, which persistence repeats.
"$bin/oceanml-access" files "$data/moored/marel_carnot/marel_carnot_2005-2008.csv.gz" --position 50.74,1.57 --platform 'MAREL Carnot' --output "$out/marel_carnot.parquet"
"$dataset" "$out/marel_carnot.parquet" --resample 1d --resample-by median --coverage 0.5 \
    --derive 'season lag(chlorophyll_fluorescence,0..6) mean(chlorophyll_fluorescence,7d) lag(nitrate,0..1) lag(silicate,0..1) lag(par,0..2) lag(temperature,0..1) lag(turbidity,0..1) lag(oxygen_saturation,0..2) mean(par,7d) change(temperature,7d) today = above(chlorophyll_fluorescence,5)' \
    --event 'chlorophyll_fluorescence > 5' --event-duration 2d --event-gap 7d --lead 1d..5d --split event:event_id --missing keep \
    --leakage "$out/marel.leakage.json" --output "$out/marel.parquet"

# The synthetic cascade: temperature at depth, and its events, from sixty days of forcing (means of three days), as a sequence.
"$dataset" --simulate cascade --resample 3d --derive 'window(heat_loss,air_temperature,wind_speed,20)' --targets temperature --keep event_truth --output "$out/cascade.parquet"
"$dataset" --simulate cascade --resample 3d --derive 'window(heat_loss,air_temperature,wind_speed,20)' --event 'temperature < 12.6' --event-duration 2d --event-gap 20d --output "$out/cascade_events.parquet"
