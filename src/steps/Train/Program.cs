return new OceanML.Steps.TrainStep().Run(args);
